# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from . import libxc_migration
from . import libxl_migration
import collections


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class XlSaveImage(KaitaiStruct):
    """The file that `xl save` writes and `xl restore` reads: a header with the
    domain's configuration, then a libxl stream.
    
    Only the magic is validated, so that a broken image still opens up to its
    fault.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl.h
    """
    SEQ_FIELDS = ["preamble", "fields", "optional_data", "libxl", "libxc"]
    def __init__(self, _io, _parent=None, _root=None):
        super(XlSaveImage, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

    def _read(self):
        self._debug['preamble']['start'] = self._io.pos()
        self.preamble = XlSaveImage.XlPreamble(self._io, self, self._root)
        self.preamble._read()
        self._debug['preamble']['end'] = self._io.pos()
        self._debug['fields']['start'] = self._io.pos()
        self.fields = XlSaveImage.XlFields(self.preamble.is_le, self._io, self, self._root)
        self.fields._read()
        self._debug['fields']['end'] = self._io.pos()
        if self.fields.len_optional_data != 0:
            pass
            self._debug['optional_data']['start'] = self._io.pos()
            self._raw_optional_data = self._io.read_bytes(self.fields.len_optional_data)
            _io__raw_optional_data = KaitaiStream(BytesIO(self._raw_optional_data))
            self.optional_data = XlSaveImage.XlOptionalData(self.preamble.is_le, _io__raw_optional_data, self, self._root)
            self.optional_data._read()
            self._debug['optional_data']['end'] = self._io.pos()

        if self.fields.has_stream_v2:
            pass
            self._debug['libxl']['start'] = self._io.pos()
            self.libxl = libxl_migration.LibxlMigration(self._io)
            self.libxl._read()
            self._debug['libxl']['end'] = self._io.pos()

        if (not (self.fields.has_stream_v2)):
            pass
            self._debug['libxc']['start'] = self._io.pos()
            self.libxc = libxc_migration.LibxcMigration(self._io)
            self.libxc._read()
            self._debug['libxc']['end'] = self._io.pos()



    def _fetch_instances(self):
        pass
        self.preamble._fetch_instances()
        self.fields._fetch_instances()
        if self.fields.len_optional_data != 0:
            pass
            self.optional_data._fetch_instances()

        if self.fields.has_stream_v2:
            pass
            self.libxl._fetch_instances()

        if (not (self.fields.has_stream_v2)):
            pass
            self.libxc._fetch_instances()


    class XlFields(KaitaiStruct):
        """The fields of the header that are in the host's endianness.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl.h
        """
        SEQ_FIELDS = ["mandatory_flags", "optional_flags", "len_optional_data"]
        def __init__(self, is_le, _io, _parent=None, _root=None):
            super(XlSaveImage.XlFields, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self.is_le = is_le
            self._debug = collections.defaultdict(dict)

        def _read(self):
            _on = self.is_le
            if _on == True:
                pass
                self._is_le = True
            elif _on == False:
                pass
                self._is_le = False
            if not hasattr(self, '_is_le'):
                raise kaitaistruct.UndecidedEndiannessError("/types/xl_fields")
            elif self._is_le == True:
                self._read_le()
            elif self._is_le == False:
                self._read_be()

        def _read_le(self):
            self._debug['mandatory_flags']['start'] = self._io.pos()
            self.mandatory_flags = self._io.read_u4le()
            self._debug['mandatory_flags']['end'] = self._io.pos()
            self._debug['optional_flags']['start'] = self._io.pos()
            self.optional_flags = self._io.read_u4le()
            self._debug['optional_flags']['end'] = self._io.pos()
            self._debug['len_optional_data']['start'] = self._io.pos()
            self.len_optional_data = self._io.read_u4le()
            self._debug['len_optional_data']['end'] = self._io.pos()

        def _read_be(self):
            self._debug['mandatory_flags']['start'] = self._io.pos()
            self.mandatory_flags = self._io.read_u4be()
            self._debug['mandatory_flags']['end'] = self._io.pos()
            self._debug['optional_flags']['start'] = self._io.pos()
            self.optional_flags = self._io.read_u4be()
            self._debug['optional_flags']['end'] = self._io.pos()
            self._debug['len_optional_data']['start'] = self._io.pos()
            self.len_optional_data = self._io.read_u4be()
            self._debug['len_optional_data']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass

        @property
        def has_json_config(self):
            """Whether the configuration is JSON; where not, it is in the syntax of
            xl.cfg.
            """
            if hasattr(self, '_m_has_json_config'):
                return self._m_has_json_config

            self._m_has_json_config = self.mandatory_flags & 1 != 0
            return getattr(self, '_m_has_json_config', None)

        @property
        def has_stream_v2(self):
            """A libxl stream follows; where not, a libxc or a legacy one."""
            if hasattr(self, '_m_has_stream_v2'):
                return self._m_has_stream_v2

            self._m_has_stream_v2 = self.mandatory_flags & 2 != 0
            return getattr(self, '_m_has_stream_v2', None)

        @property
        def unknown_mandatory_flags(self):
            """Bits 2 to 31 of the flags, in their places."""
            if hasattr(self, '_m_unknown_mandatory_flags'):
                return self._m_unknown_mandatory_flags

            self._m_unknown_mandatory_flags = (self.mandatory_flags - (self.mandatory_flags & 3))
            return getattr(self, '_m_unknown_mandatory_flags', None)


    class XlOptionalData(KaitaiStruct):
        """The domain's configuration, and whatever a later xl adds.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl.h
        """
        SEQ_FIELDS = ["len_config", "config", "unknown_data"]
        def __init__(self, is_le, _io, _parent=None, _root=None):
            super(XlSaveImage.XlOptionalData, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self.is_le = is_le
            self._debug = collections.defaultdict(dict)

        def _read(self):
            _on = self.is_le
            if _on == True:
                pass
                self._is_le = True
            elif _on == False:
                pass
                self._is_le = False
            if not hasattr(self, '_is_le'):
                raise kaitaistruct.UndecidedEndiannessError("/types/xl_optional_data")
            elif self._is_le == True:
                self._read_le()
            elif self._is_le == False:
                self._read_be()

        def _read_le(self):
            if (not (self._io.is_eof())):
                pass
                self._debug['len_config']['start'] = self._io.pos()
                self.len_config = self._io.read_u4le()
                self._debug['len_config']['end'] = self._io.pos()

            if (not (self._io.is_eof())):
                pass
                self._debug['config']['start'] = self._io.pos()
                self._raw_config = self._io.read_bytes(self.len_config)
                _io__raw_config = KaitaiStream(BytesIO(self._raw_config))
                self.config = libxc_migration.LibxcMigration.Blob(_io__raw_config)
                self.config._read()
                self._debug['config']['end'] = self._io.pos()

            self._debug['unknown_data']['start'] = self._io.pos()
            self._raw_unknown_data = self._io.read_bytes_full()
            _io__raw_unknown_data = KaitaiStream(BytesIO(self._raw_unknown_data))
            self.unknown_data = libxc_migration.LibxcMigration.Blob(_io__raw_unknown_data)
            self.unknown_data._read()
            self._debug['unknown_data']['end'] = self._io.pos()

        def _read_be(self):
            if (not (self._io.is_eof())):
                pass
                self._debug['len_config']['start'] = self._io.pos()
                self.len_config = self._io.read_u4be()
                self._debug['len_config']['end'] = self._io.pos()

            if (not (self._io.is_eof())):
                pass
                self._debug['config']['start'] = self._io.pos()
                self._raw_config = self._io.read_bytes(self.len_config)
                _io__raw_config = KaitaiStream(BytesIO(self._raw_config))
                self.config = libxc_migration.LibxcMigration.Blob(_io__raw_config)
                self.config._read()
                self._debug['config']['end'] = self._io.pos()

            self._debug['unknown_data']['start'] = self._io.pos()
            self._raw_unknown_data = self._io.read_bytes_full()
            _io__raw_unknown_data = KaitaiStream(BytesIO(self._raw_unknown_data))
            self.unknown_data = libxc_migration.LibxcMigration.Blob(_io__raw_unknown_data)
            self.unknown_data._read()
            self._debug['unknown_data']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            if (not (self._io.is_eof())):
                pass

            if (not (self._io.is_eof())):
                pass
                self.config._fetch_instances()

            self.unknown_data._fetch_instances()


    class XlPreamble(KaitaiStruct):
        """The magic ("Xen saved domain, xl format", a line feed and 4 octets more)
        and the mark of the endianness.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl.h
        """
        SEQ_FIELDS = ["magic_text", "magic_lf", "magic_end", "byteorder"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XlSaveImage.XlPreamble, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['magic_text']['start'] = self._io.pos()
            self.magic_text = (self._io.read_bytes(27)).decode(u"ISO-8859-1")
            self._debug['magic_text']['end'] = self._io.pos()
            self._debug['magic_lf']['start'] = self._io.pos()
            self.magic_lf = self._io.read_u1()
            self._debug['magic_lf']['end'] = self._io.pos()
            self._debug['magic_end']['start'] = self._io.pos()
            self.magic_end = self._io.read_u4le()
            self._debug['magic_end']['end'] = self._io.pos()
            self._debug['byteorder']['start'] = self._io.pos()
            self.byteorder = self._io.read_u4le()
            self._debug['byteorder']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass

        @property
        def is_le(self):
            """How the rest is read, also where the mark is neither."""
            if hasattr(self, '_m_is_le'):
                return self._m_is_le

            self._m_is_le = self.byteorder != 67305985
            return getattr(self, '_m_is_le', None)

        @property
        def is_native_le(self):
            """Whether the mark is that of a little-endian host."""
            if hasattr(self, '_m_is_native_le'):
                return self._m_is_native_le

            self._m_is_native_le = self.byteorder == 16909060
            return getattr(self, '_m_is_native_le', None)




# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from . import libxc_migration
from . import libxl_migration
from enum import IntEnum
import collections


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class XapiSuspendImage(KaitaiStruct):
    """What xenopsd writes when XenServer or XCP-ng suspends or migrates a domain: a
    signature, then sections up to the end mark. A section has a type and a
    length; the length of libxc's and libxl's is 0, and the stream in it tells
    where it ends.
    
    Only the signature is validated, so that a broken image still opens up to its
    fault.
    
    .. seealso::
       Source - https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
    """

    class XapiSectionType(IntEnum):
        xenops = 15
        libxc = 240
        libxl = 241
        libxc_legacy = 242
        qemu_trad = 3840
        qemu_xen = 3841
        demu = 3856
        varstored = 3857
        swtpm0 = 3858
        swtpm = 3859
        end = 65535
    SEQ_FIELDS = ["signature", "sections", "libxc"]
    def __init__(self, _io, _parent=None, _root=None):
        super(XapiSuspendImage, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

    def _read(self):
        self._debug['signature']['start'] = self._io.pos()
        self.signature = XapiSuspendImage.XapiSignature(self._io, self, self._root)
        self.signature._read()
        self._debug['signature']['end'] = self._io.pos()
        if self.signature.has_sections:
            pass
            self._debug['sections']['start'] = self._io.pos()
            self._debug['sections']['arr'] = []
            self.sections = []
            i = 0
            while True:
                self._debug['sections']['arr'].append({'start': self._io.pos()})
                _t_sections = XapiSuspendImage.XapiSection(self._io, self, self._root)
                try:
                    _t_sections._read()
                finally:
                    _ = _t_sections
                    self.sections.append(_)
                self._debug['sections']['arr'][len(self.sections) - 1]['end'] = self._io.pos()
                if _.header.section_type == XapiSuspendImage.XapiSectionType.end:
                    break
                i += 1
            self._debug['sections']['end'] = self._io.pos()

        if (not (self.signature.has_sections)):
            pass
            self._debug['libxc']['start'] = self._io.pos()
            self.libxc = libxc_migration.LibxcMigration(self._io)
            self.libxc._read()
            self._debug['libxc']['end'] = self._io.pos()



    def _fetch_instances(self):
        pass
        self.signature._fetch_instances()
        if self.signature.has_sections:
            pass
            for i in range(len(self.sections)):
                pass
                self.sections[i]._fetch_instances()


        if (not (self.signature.has_sections)):
            pass
            self.libxc._fetch_instances()


    class XapiSection(KaitaiStruct):
        """A header and a body.
        
        .. seealso::
           Source - https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
        """
        SEQ_FIELDS = ["header", "section_data", "libxc", "libxl"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XapiSuspendImage.XapiSection, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['header']['start'] = self._io.pos()
            self.header = XapiSuspendImage.XapiSectionHeader(self._io, self, self._root)
            self.header._read()
            self._debug['header']['end'] = self._io.pos()
            if (not (self.header.is_stream)):
                pass
                self._debug['section_data']['start'] = self._io.pos()
                self._raw_section_data = self._io.read_bytes(self.header.len_body)
                _io__raw_section_data = KaitaiStream(BytesIO(self._raw_section_data))
                self.section_data = libxc_migration.LibxcMigration.Blob(_io__raw_section_data)
                self.section_data._read()
                self._debug['section_data']['end'] = self._io.pos()

            if self.header.section_type == XapiSuspendImage.XapiSectionType.libxc:
                pass
                self._debug['libxc']['start'] = self._io.pos()
                self.libxc = libxc_migration.LibxcMigration(self._io)
                self.libxc._read()
                self._debug['libxc']['end'] = self._io.pos()

            if self.header.section_type == XapiSuspendImage.XapiSectionType.libxl:
                pass
                self._debug['libxl']['start'] = self._io.pos()
                self.libxl = libxl_migration.LibxlMigration(self._io)
                self.libxl._read()
                self._debug['libxl']['end'] = self._io.pos()



        def _fetch_instances(self):
            pass
            self.header._fetch_instances()
            if (not (self.header.is_stream)):
                pass
                self.section_data._fetch_instances()

            if self.header.section_type == XapiSuspendImage.XapiSectionType.libxc:
                pass
                self.libxc._fetch_instances()

            if self.header.section_type == XapiSuspendImage.XapiSectionType.libxl:
                pass
                self.libxl._fetch_instances()



    class XapiSectionHeader(KaitaiStruct):
        """What a section is, and how long.
        
        .. seealso::
           Source - https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
        """
        SEQ_FIELDS = ["type_id", "len_body"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XapiSuspendImage.XapiSectionHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['type_id']['start'] = self._io.pos()
            self.type_id = self._io.read_u8le()
            self._debug['type_id']['end'] = self._io.pos()
            self._debug['len_body']['start'] = self._io.pos()
            self.len_body = self._io.read_u8le()
            self._debug['len_body']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass

        @property
        def is_stream(self):
            """Whether a stream follows that tells its own end."""
            if hasattr(self, '_m_is_stream'):
                return self._m_is_stream

            self._m_is_stream =  ((self.section_type == XapiSuspendImage.XapiSectionType.libxc) or (self.section_type == XapiSuspendImage.XapiSectionType.libxl)) 
            return getattr(self, '_m_is_stream', None)

        @property
        def section_type(self):
            if hasattr(self, '_m_section_type'):
                return self._m_section_type

            self._m_section_type = KaitaiStream.resolve_enum(XapiSuspendImage.XapiSectionType, self.type_id)
            return getattr(self, '_m_section_type', None)


    class XapiSignature(KaitaiStruct):
        """"XenSavedDomv2-" or, before xapi had sections, "XenSavedDomain".
        
        .. seealso::
           Source - https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
        """
        SEQ_FIELDS = ["magic_text", "version", "magic_lf"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XapiSuspendImage.XapiSignature, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['magic_text']['start'] = self._io.pos()
            self.magic_text = (self._io.read_bytes(11)).decode(u"ISO-8859-1")
            self._debug['magic_text']['end'] = self._io.pos()
            self._debug['version']['start'] = self._io.pos()
            self.version = (self._io.read_bytes(3)).decode(u"ISO-8859-1")
            self._debug['version']['end'] = self._io.pos()
            self._debug['magic_lf']['start'] = self._io.pos()
            self.magic_lf = self._io.read_u1()
            self._debug['magic_lf']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass

        @property
        def has_sections(self):
            """Whether sections follow the signature; a libxc or legacy stream does
            otherwise.
            """
            if hasattr(self, '_m_has_sections'):
                return self._m_has_sections

            self._m_has_sections = self.version != u"ain"
            return getattr(self, '_m_has_sections', None)


        def __str__(self):
            return self.version



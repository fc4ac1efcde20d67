# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
import xenstream_parsers
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from enum import IntEnum


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
    def __init__(self, _io, _parent=None, _root=None):
        super(XapiSuspendImage, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._read()

    def _read(self):
        self.signature = XapiSuspendImage.XapiSignature(self._io, self, self._root)
        if self.signature.has_sections:
            pass
            self.sections = []
            i = 0
            while True:
                _ = XapiSuspendImage.XapiSection(self._io, self, self._root)
                self.sections.append(_)
                if _.header.section_type == XapiSuspendImage.XapiSectionType.end:
                    break
                i += 1

        if (not (self.signature.has_sections)):
            pass
            self.libxc = xenstream_parsers.libxc_migration.LibxcMigration(self._io)



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
        def __init__(self, _io, _parent=None, _root=None):
            super(XapiSuspendImage.XapiSection, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.header = XapiSuspendImage.XapiSectionHeader(self._io, self, self._root)
            if (not (self.header.is_stream)):
                pass
                self._raw_section_data = self._io.read_bytes(self.header.len_body)
                _io__raw_section_data = KaitaiStream(BytesIO(self._raw_section_data))
                self.section_data = xenstream_parsers.libxc_migration.LibxcMigration.Blob(_io__raw_section_data)

            if self.header.section_type == XapiSuspendImage.XapiSectionType.libxc:
                pass
                self.libxc = xenstream_parsers.libxc_migration.LibxcMigration(self._io)

            if self.header.section_type == XapiSuspendImage.XapiSectionType.libxl:
                pass
                self.libxl = xenstream_parsers.libxl_migration.LibxlMigration(self._io)



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
        def __init__(self, _io, _parent=None, _root=None):
            super(XapiSuspendImage.XapiSectionHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.type_id = self._io.read_u8le()
            self.len_body = self._io.read_u8le()


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
        def __init__(self, _io, _parent=None, _root=None):
            super(XapiSuspendImage.XapiSignature, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.magic_text = (self._io.read_bytes(11)).decode(u"ISO-8859-1")
            if not self.magic_text == u"XenSavedDom":
                raise kaitaistruct.ValidationNotEqualError(u"XenSavedDom", self.magic_text, self._io, u"/types/xapi_signature/seq/0")
            self.version = (self._io.read_bytes(3)).decode(u"ISO-8859-1")
            self.magic_lf = self._io.read_u1()
            if not self.magic_lf == 10:
                raise kaitaistruct.ValidationNotEqualError(10, self.magic_lf, self._io, u"/types/xapi_signature/seq/2")


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



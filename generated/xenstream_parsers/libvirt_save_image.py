# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
import xenstream_parsers
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class LibvirtSaveImage(KaitaiStruct):
    """What `virsh save` writes of a Xen domain: a header of 64 octets, the domain's
    XML, then a libxl stream. The header is in the endianness of the host, which
    nothing tells: little-endian on x86.
    
    Only the magic is validated, so that a broken image still opens up to its
    fault.
    
    .. seealso::
       Source - https://github.com/libvirt/libvirt/blob/v10.0.0/src/libxl/libxl_conf.h
    """
    def __init__(self, _io, _parent=None, _root=None):
        super(LibvirtSaveImage, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._read()

    def _read(self):
        self.header = LibvirtSaveImage.LibvirtHeader(self._io, self, self._root)
        self._raw_xml = self._io.read_bytes(self.header.len_xml)
        _io__raw_xml = KaitaiStream(BytesIO(self._raw_xml))
        self.xml = xenstream_parsers.libxc_migration.LibxcMigration.Blob(_io__raw_xml)
        self.libxl = xenstream_parsers.libxl_migration.LibxlMigration(self._io)


    def _fetch_instances(self):
        pass
        self.header._fetch_instances()
        self.xml._fetch_instances()
        self.libxl._fetch_instances()

    class LibvirtHeader(KaitaiStruct):
        """The magic ("libvirt-xml", a line feed and 4 octets more) and lengths.
        
        .. seealso::
           Source - https://github.com/libvirt/libvirt/blob/v10.0.0/src/libxl/libxl_conf.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(LibvirtSaveImage.LibvirtHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.magic_text = (self._io.read_bytes(11)).decode(u"ISO-8859-1")
            if not self.magic_text == u"libvirt-xml":
                raise kaitaistruct.ValidationNotEqualError(u"libvirt-xml", self.magic_text, self._io, u"/types/libvirt_header/seq/0")
            self.magic_lf = self._io.read_u1()
            if not self.magic_lf == 10:
                raise kaitaistruct.ValidationNotEqualError(10, self.magic_lf, self._io, u"/types/libvirt_header/seq/1")
            self.magic_end = self._io.read_u4le()
            if not self.magic_end == 220200992:
                raise kaitaistruct.ValidationNotEqualError(220200992, self.magic_end, self._io, u"/types/libvirt_header/seq/2")
            self.version = self._io.read_u4le()
            self.len_xml = self._io.read_u4le()
            self.reserved1 = []
            for i in range(10):
                self.reserved1.append(self._io.read_u4le())



        def _fetch_instances(self):
            pass
            for i in range(len(self.reserved1)):
                pass



        def __str__(self):
            return (((u"version " + str(self.version)) + u", ") + str(self.len_xml)) + u" octets of XML"



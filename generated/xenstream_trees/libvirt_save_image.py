# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from . import libxc_migration
from . import libxl_migration
import collections


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
    SEQ_FIELDS = ["header", "xml", "libxl"]
    def __init__(self, _io, _parent=None, _root=None):
        super(LibvirtSaveImage, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

    def _read(self):
        self._debug['header']['start'] = self._io.pos()
        self.header = LibvirtSaveImage.LibvirtHeader(self._io, self, self._root)
        self.header._read()
        self._debug['header']['end'] = self._io.pos()
        self._debug['xml']['start'] = self._io.pos()
        self._raw_xml = self._io.read_bytes(self.header.len_xml)
        _io__raw_xml = KaitaiStream(BytesIO(self._raw_xml))
        self.xml = libxc_migration.LibxcMigration.Blob(_io__raw_xml)
        self.xml._read()
        self._debug['xml']['end'] = self._io.pos()
        self._debug['libxl']['start'] = self._io.pos()
        self.libxl = libxl_migration.LibxlMigration(self._io)
        self.libxl._read()
        self._debug['libxl']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["magic_text", "magic_lf", "magic_end", "version", "len_xml", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(LibvirtSaveImage.LibvirtHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['magic_text']['start'] = self._io.pos()
            self.magic_text = (self._io.read_bytes(11)).decode(u"ISO-8859-1")
            self._debug['magic_text']['end'] = self._io.pos()
            self._debug['magic_lf']['start'] = self._io.pos()
            self.magic_lf = self._io.read_u1()
            self._debug['magic_lf']['end'] = self._io.pos()
            self._debug['magic_end']['start'] = self._io.pos()
            self.magic_end = self._io.read_u4le()
            self._debug['magic_end']['end'] = self._io.pos()
            self._debug['version']['start'] = self._io.pos()
            self.version = self._io.read_u4le()
            self._debug['version']['end'] = self._io.pos()
            self._debug['len_xml']['start'] = self._io.pos()
            self.len_xml = self._io.read_u4le()
            self._debug['len_xml']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self._debug['reserved1']['arr'] = []
            self.reserved1 = []
            for i in range(10):
                self._debug['reserved1']['arr'].append({'start': self._io.pos()})
                self.reserved1.append(self._io.read_u4le())
                self._debug['reserved1']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved1']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            for i in range(len(self.reserved1)):
                pass



        def __str__(self):
            return (((u"version " + str(self.version)) + u", ") + str(self.len_xml)) + u" octets of XML"



# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from . import xl_save_image
import collections


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class XlMigrationWire(KaitaiStruct):
    """What `xl migrate` sends to `xl migrate-receive`, as captured on the socket:
    the same octets as a saved image, and texts around it by which the two sides
    take turns. The sender's own octets are the image and its permission to
    unpause; a capture of both directions has the receiver's texts too.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl_migrate.c
    """
    SEQ_FIELDS = ["receiver_banner", "image", "texts"]
    def __init__(self, _io, _parent=None, _root=None):
        super(XlMigrationWire, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

    def _read(self):
        if self.first_octet == 120:
            pass
            self._debug['receiver_banner']['start'] = self._io.pos()
            self.receiver_banner = XlMigrationWire.WireBanner(self._io, self, self._root)
            self.receiver_banner._read()
            self._debug['receiver_banner']['end'] = self._io.pos()

        self._debug['image']['start'] = self._io.pos()
        self.image = xl_save_image.XlSaveImage(self._io)
        self.image._read()
        self._debug['image']['end'] = self._io.pos()
        self._debug['texts']['start'] = self._io.pos()
        self._debug['texts']['arr'] = []
        self.texts = []
        i = 0
        while not self._io.is_eof():
            self._debug['texts']['arr'].append({'start': self._io.pos()})
            _t_texts = XlMigrationWire.WireText(self._io, self, self._root)
            try:
                _t_texts._read()
            finally:
                self.texts.append(_t_texts)
            self._debug['texts']['arr'][len(self.texts) - 1]['end'] = self._io.pos()
            i += 1

        self._debug['texts']['end'] = self._io.pos()


    def _fetch_instances(self):
        pass
        if self.first_octet == 120:
            pass
            self.receiver_banner._fetch_instances()

        self.image._fetch_instances()
        for i in range(len(self.texts)):
            pass
            self.texts[i]._fetch_instances()

        _ = self.first_octet
        if hasattr(self, '_m_first_octet'):
            pass


    class WireBanner(KaitaiStruct):
        """The text by which the receiver begins, ended by a line feed.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl_migrate.c
        """
        SEQ_FIELDS = ["text"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XlMigrationWire.WireBanner, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['text']['start'] = self._io.pos()
            self.text = (self._io.read_bytes_term(10, False, True, True)).decode(u"ISO-8859-1")
            self._debug['text']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass

        @property
        def is_receivers(self):
            """Whether it is xl's."""
            if hasattr(self, '_m_is_receivers'):
                return self._m_is_receivers

            self._m_is_receivers = self.text == u"xl migration receiver ready, send binary domain data."
            return getattr(self, '_m_is_receivers', None)


        def __str__(self):
            return self.text

    class WireText(KaitaiStruct):
        """One of the three texts by which the two sides take turns after the image,
        ended by a NUL: the receiver has the image, the sender lets it unpause the
        guest, the receiver tells how that went. Where it went wrong, the sender
        gives the permission back.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl_migrate.c
        """
        SEQ_FIELDS = ["text", "status"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XlMigrationWire.WireText, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['text']['start'] = self._io.pos()
            self.text = (self._io.read_bytes_term(0, False, True, False)).decode(u"ISO-8859-1")
            self._debug['text']['end'] = self._io.pos()
            if  ((self.is_report) and ((not (self._io.is_eof())))) :
                pass
                self._debug['status']['start'] = self._io.pos()
                self.status = self._io.read_u1()
                self._debug['status']['end'] = self._io.pos()



        def _fetch_instances(self):
            pass
            if  ((self.is_report) and ((not (self._io.is_eof())))) :
                pass


        @property
        def is_permission(self):
            """Whether the other side may run the guest."""
            if hasattr(self, '_m_is_permission'):
                return self._m_is_permission

            self._m_is_permission = self.text == u"domain is yours, you are cleared to unpause"
            return getattr(self, '_m_is_permission', None)

        @property
        def is_ready(self):
            """Whether the receiver has the image."""
            if hasattr(self, '_m_is_ready'):
                return self._m_is_ready

            self._m_is_ready = self.text == u"domain received, ready to unpause"
            return getattr(self, '_m_is_ready', None)

        @property
        def is_report(self):
            """Whether `status` follows."""
            if hasattr(self, '_m_is_report'):
                return self._m_is_report

            self._m_is_report = self.text == u"my copy unpause results are as follows"
            return getattr(self, '_m_is_report', None)


        def __str__(self):
            return self.text

    @property
    def first_octet(self):
        """"x" of the banner, or "X" of the image."""
        if hasattr(self, '_m_first_octet'):
            return self._m_first_octet

        _pos = self._io.pos()
        self._io.seek(0)
        self._debug['_m_first_octet']['start'] = self._io.pos()
        self._m_first_octet = self._io.read_u1()
        self._debug['_m_first_octet']['end'] = self._io.pos()
        self._io.seek(_pos)
        return getattr(self, '_m_first_octet', None)



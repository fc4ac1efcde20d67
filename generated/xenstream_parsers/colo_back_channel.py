# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from enum import IntEnum


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class ColoBackChannel(KaitaiStruct):
    """What the secondary of a COLO pair sends to the primary: libxl's
    CHECKPOINT_STATE and libxc's CHECKPOINT_DIRTY_PFN_LIST, one after the other,
    without any header and without an END. Both layers frame their records alike,
    and their types do not collide here. On xl's wire the text by which its
    receiver begins comes first.
    
    The order is SVM_READY, SVM_RESUMED, SVM_SUSPENDED, the list of pfns, and so
    on again. What the primary does in between is told at `checkpoint_state`.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L256
    
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L608
    """

    class BackChannelControl(IntEnum):
        new = 0
        svm_suspended = 1
        svm_ready = 2
        svm_resumed = 3

    class BackChannelRecordType(IntEnum):
        checkpoint_state = 5
        checkpoint_dirty_pfn_list = 15
    def __init__(self, _io, _parent=None, _root=None):
        super(ColoBackChannel, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._read()

    def _read(self):
        if  ((self._io.size() != 0) and (self.first_octet == 120)) :
            pass
            self.receiver_banner = (self._io.read_bytes_term(10, False, True, True)).decode(u"ISO-8859-1")

        self.records = []
        i = 0
        while not self._io.is_eof():
            self.records.append(ColoBackChannel.BackChannelRecord(self._io, self, self._root))
            i += 1



    def _fetch_instances(self):
        pass
        if  ((self._io.size() != 0) and (self.first_octet == 120)) :
            pass

        for i in range(len(self.records)):
            pass
            self.records[i]._fetch_instances()

        _ = self.first_octet
        if hasattr(self, '_m_first_octet'):
            pass


    class BackChannelBlob(KaitaiStruct):
        """Octets that are not described further.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L179
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(ColoBackChannel.BackChannelBlob, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            pass


        def _fetch_instances(self):
            pass
            _ = self.data
            if hasattr(self, '_m_data'):
                pass


        @property
        def data(self):
            if hasattr(self, '_m_data'):
                return self._m_data

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_data = self._io.read_bytes_full()
            self._io.seek(_pos)
            return getattr(self, '_m_data', None)


    class BackChannelDirtyPfnList(KaitaiStruct):
        """The pfns that the secondary dirtied since the last checkpoint, in no
        order. The primary sends them again with those that it dirtied itself.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L608
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(ColoBackChannel.BackChannelDirtyPfnList, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            pass


        def _fetch_instances(self):
            pass
            _ = self.pfns
            if hasattr(self, '_m_pfns'):
                pass
                for i in range(len(self._m_pfns)):
                    pass



        @property
        def pfns(self):
            if hasattr(self, '_m_pfns'):
                return self._m_pfns

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_pfns = []
            i = 0
            while not self._io.is_eof():
                self._m_pfns.append(self._io.read_u8le())
                i += 1

            self._io.seek(_pos)
            return getattr(self, '_m_pfns', None)


    class BackChannelRecord(KaitaiStruct):
        """A header, a body, and zeros that pad the body to a multiple of 8 octets.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L95
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(ColoBackChannel.BackChannelRecord, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.header = ColoBackChannel.BackChannelRecordHeader(self._io, self, self._root)
            _on = self.header.record_type
            if _on == ColoBackChannel.BackChannelRecordType.checkpoint_dirty_pfn_list:
                pass
                self._raw_body = self._io.read_bytes(self.header.len_body)
                _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                self.body = ColoBackChannel.BackChannelDirtyPfnList(_io__raw_body, self, self._root)
            elif _on == ColoBackChannel.BackChannelRecordType.checkpoint_state:
                pass
                self._raw_body = self._io.read_bytes(self.header.len_body)
                _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                self.body = ColoBackChannel.BackChannelState(_io__raw_body, self, self._root)
            else:
                pass
                self._raw_body = self._io.read_bytes(self.header.len_body)
                _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                self.body = ColoBackChannel.BackChannelBlob(_io__raw_body, self, self._root)
            if self.header.len_padding != 0:
                pass
                self._raw_padding = self._io.read_bytes(self.header.len_padding)
                _io__raw_padding = KaitaiStream(BytesIO(self._raw_padding))
                self.padding = ColoBackChannel.BackChannelBlob(_io__raw_padding, self, self._root)



        def _fetch_instances(self):
            pass
            self.header._fetch_instances()
            _on = self.header.record_type
            if _on == ColoBackChannel.BackChannelRecordType.checkpoint_dirty_pfn_list:
                pass
                self.body._fetch_instances()
            elif _on == ColoBackChannel.BackChannelRecordType.checkpoint_state:
                pass
                self.body._fetch_instances()
            else:
                pass
                self.body._fetch_instances()
            if self.header.len_padding != 0:
                pass
                self.padding._fetch_instances()



    class BackChannelRecordHeader(KaitaiStruct):
        """What a record is, and how long.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L95
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(ColoBackChannel.BackChannelRecordHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.type_id = self._io.read_u4le()
            self.len_body = self._io.read_u4le()


        def _fetch_instances(self):
            pass

        @property
        def is_optional(self):
            """A reader that does not know an optional record may skip it."""
            if hasattr(self, '_m_is_optional'):
                return self._m_is_optional

            self._m_is_optional = self.type_id >= 2147483648
            return getattr(self, '_m_is_optional', None)

        @property
        def len_padding(self):
            """Octets of zeros after the body (REC_ALIGN)."""
            if hasattr(self, '_m_len_padding'):
                return self._m_len_padding

            self._m_len_padding = (8 - self.len_body % 8) % 8
            return getattr(self, '_m_len_padding', None)

        @property
        def record_type(self):
            if hasattr(self, '_m_record_type'):
                return self._m_record_type

            self._m_record_type = KaitaiStream.resolve_enum(ColoBackChannel.BackChannelRecordType, self.type_id)
            return getattr(self, '_m_record_type', None)


    class BackChannelState(KaitaiStruct):
        """Where the secondary stands.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L256
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(ColoBackChannel.BackChannelState, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.control_id = self._io.read_u4le()
            if (not (self._io.is_eof())):
                pass
                self.reserved1 = self._io.read_u4le()



        def _fetch_instances(self):
            pass
            if (not (self._io.is_eof())):
                pass


        @property
        def control(self):
            if hasattr(self, '_m_control'):
                return self._m_control

            self._m_control = KaitaiStream.resolve_enum(ColoBackChannel.BackChannelControl, self.control_id)
            return getattr(self, '_m_control', None)


    @property
    def first_octet(self):
        """"x" of the banner, or the first of a record."""
        if hasattr(self, '_m_first_octet'):
            return self._m_first_octet

        if self._io.size() != 0:
            pass
            _pos = self._io.pos()
            self._io.seek(0)
            self._m_first_octet = self._io.read_u1()
            self._io.seek(_pos)

        return getattr(self, '_m_first_octet', None)



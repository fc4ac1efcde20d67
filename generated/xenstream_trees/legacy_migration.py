# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from enum import IntEnum
import collections


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class LegacyMigration(KaitaiStruct):
    """What stands in a saved or migrating domain of Xen before 4.6 where a newer one
    has `libxc_migration`. It has no magic, and names neither its guest nor the
    width of the toolstack that wrote it, although most of its words are unsigned
    longs of that width. Described is what tells them, and no more: a newer Xen
    takes such a stream from a converter only.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
    """

    class LegacyChunkId(IntEnum):
        enable_verify_mode = 1
        vcpu_info = 2
        hvm_ident_pt = 3
        hvm_vm86_tss = 4
        tmem = 5
        tmem_extra = 6
        tsc_info = 7
        hvm_console_pfn = 8
        last_checkpoint = 9
        hvm_acpi_ioports_location = 10
        hvm_viridian = 11
        compressed_data = 12
        enable_compression = 13
        hvm_generation_id_addr = 14
        hvm_paging_ring_pfn = 15
        hvm_access_ring_pfn = 16
        hvm_sharing_ring_pfn = 17
        toolstack = 18
        hvm_ioreq_server_pfn = 19
        hvm_nr_ioreq_server_pages = 20
    SEQ_FIELDS = ["header", "extended_info", "chunk"]
    def __init__(self, _io, _parent=None, _root=None):
        super(LegacyMigration, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

    def _read(self):
        self._debug['header']['start'] = self._io.pos()
        self.header = LegacyMigration.LegacyHeader(self._io, self, self._root)
        self.header._read()
        self._debug['header']['end'] = self._io.pos()
        if self.header.is_pv:
            pass
            self._debug['extended_info']['start'] = self._io.pos()
            self.extended_info = LegacyMigration.LegacyExtendedInfo(self.header.is_64_bit, self._io, self, self._root)
            self.extended_info._read()
            self._debug['extended_info']['end'] = self._io.pos()

        if (not (self.header.is_pv)):
            pass
            self._debug['chunk']['start'] = self._io.pos()
            self.chunk = LegacyMigration.LegacyChunk(self.header.is_64_bit, self._io, self, self._root)
            self.chunk._read()
            self._debug['chunk']['end'] = self._io.pos()



    def _fetch_instances(self):
        pass
        self.header._fetch_instances()
        if self.header.is_pv:
            pass
            self.extended_info._fetch_instances()

        if (not (self.header.is_pv)):
            pass
            self.chunk._fetch_instances()


    class LegacyBatch(KaitaiStruct):
        """One entry a page; nothing is parsed before `entries` is read.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
        """
        SEQ_FIELDS = []
        def __init__(self, is_64_bit, _io, _parent=None, _root=None):
            super(LegacyMigration.LegacyBatch, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self.is_64_bit = is_64_bit
            self._debug = collections.defaultdict(dict)

        def _read(self):
            pass


        def _fetch_instances(self):
            pass
            _ = self.entries
            if hasattr(self, '_m_entries'):
                pass
                for i in range(len(self._m_entries)):
                    pass
                    self._m_entries[i]._fetch_instances()



        @property
        def entries(self):
            if hasattr(self, '_m_entries'):
                return self._m_entries

            _pos = self._io.pos()
            self._io.seek(0)
            self._debug['_m_entries']['start'] = self._io.pos()
            self._debug['_m_entries']['arr'] = []
            self._m_entries = []
            i = 0
            while not self._io.is_eof():
                self._debug['_m_entries']['arr'].append({'start': self._io.pos()})
                _t__m_entries = LegacyMigration.LegacyBatchEntry(self.is_64_bit, self._io, self, self._root)
                try:
                    _t__m_entries._read()
                finally:
                    self._m_entries.append(_t__m_entries)
                self._debug['_m_entries']['arr'][len(self._m_entries) - 1]['end'] = self._io.pos()
                i += 1

            self._debug['_m_entries']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_entries', None)


    class LegacyBatchEntry(KaitaiStruct):
        """A page's type and its pfn, an unsigned long.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
        """
        SEQ_FIELDS = ["word", "word_high"]
        def __init__(self, is_64_bit, _io, _parent=None, _root=None):
            super(LegacyMigration.LegacyBatchEntry, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self.is_64_bit = is_64_bit
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['word']['start'] = self._io.pos()
            self.word = self._io.read_u4le()
            self._debug['word']['end'] = self._io.pos()
            if self.is_64_bit:
                pass
                self._debug['word_high']['start'] = self._io.pos()
                self.word_high = self._io.read_u4le()
                self._debug['word_high']['end'] = self._io.pos()



        def _fetch_instances(self):
            pass
            if self.is_64_bit:
                pass


        @property
        def page_type(self):
            """The same numbers as `page_type` of `libxc_migration` has."""
            if hasattr(self, '_m_page_type'):
                return self._m_page_type

            self._m_page_type = (self.word >> 28)
            return getattr(self, '_m_page_type', None)

        @property
        def pfn(self):
            """The frame's number in the guest's own memory."""
            if hasattr(self, '_m_pfn'):
                return self._m_pfn

            self._m_pfn = (self.word & 268435455)
            return getattr(self, '_m_pfn', None)


    class LegacyChunk(KaitaiStruct):
        """A batch of pages, or something else by the id.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
        """
        SEQ_FIELDS = ["header", "batch"]
        def __init__(self, is_64_bit, _io, _parent=None, _root=None):
            super(LegacyMigration.LegacyChunk, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self.is_64_bit = is_64_bit
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['header']['start'] = self._io.pos()
            self.header = LegacyMigration.LegacyChunkHeader(self._io, self, self._root)
            self.header._read()
            self._debug['header']['end'] = self._io.pos()
            if self.header.is_batch:
                pass
                self._debug['batch']['start'] = self._io.pos()
                self._raw_batch = self._io.read_bytes(self.len_batch)
                _io__raw_batch = KaitaiStream(BytesIO(self._raw_batch))
                self.batch = LegacyMigration.LegacyBatch(self.is_64_bit, _io__raw_batch, self, self._root)
                self.batch._read()
                self._debug['batch']['end'] = self._io.pos()



        def _fetch_instances(self):
            pass
            self.header._fetch_instances()
            if self.header.is_batch:
                pass
                self.batch._fetch_instances()


        @property
        def len_batch(self):
            """Octets of its entries."""
            if hasattr(self, '_m_len_batch'):
                return self._m_len_batch

            self._m_len_batch = ((self.header.kind * 8) if self.is_64_bit else (self.header.kind * 4))
            return getattr(self, '_m_len_batch', None)


    class LegacyChunkHeader(KaitaiStruct):
        """What a chunk is.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
        """
        SEQ_FIELDS = ["kind"]
        def __init__(self, _io, _parent=None, _root=None):
            super(LegacyMigration.LegacyChunkHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['kind']['start'] = self._io.pos()
            self.kind = self._io.read_u4le()
            self._debug['kind']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass

        @property
        def chunk_id(self):
            """What else it is."""
            if hasattr(self, '_m_chunk_id'):
                return self._m_chunk_id

            if self.kind >= 2147483648:
                pass
                self._m_chunk_id = KaitaiStream.resolve_enum(LegacyMigration.LegacyChunkId, ((4294967295 - self.kind) + 1))

            return getattr(self, '_m_chunk_id', None)

        @property
        def is_batch(self):
            """Whether pages follow, none at the end of memory."""
            if hasattr(self, '_m_is_batch'):
                return self._m_is_batch

            self._m_is_batch = self.kind < 2147483648
            return getattr(self, '_m_is_batch', None)

        @property
        def num_pages(self):
            """How many, at most 1024."""
            if hasattr(self, '_m_num_pages'):
                return self._m_num_pages

            if self.kind < 2147483648:
                pass
                self._m_num_pages = self.kind

            return getattr(self, '_m_num_pages', None)


    class LegacyExtendedInfo(KaitaiStruct):
        """What a PV guest's stream has before its p2m table: blocks that tell the
        size of a vcpu's context, among them.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
        """
        SEQ_FIELDS = ["signature", "signature_high", "len_blocks"]
        def __init__(self, is_64_bit, _io, _parent=None, _root=None):
            super(LegacyMigration.LegacyExtendedInfo, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self.is_64_bit = is_64_bit
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['signature']['start'] = self._io.pos()
            self.signature = self._io.read_u4le()
            self._debug['signature']['end'] = self._io.pos()
            if self.is_64_bit:
                pass
                self._debug['signature_high']['start'] = self._io.pos()
                self.signature_high = self._io.read_u4le()
                self._debug['signature_high']['end'] = self._io.pos()

            self._debug['len_blocks']['start'] = self._io.pos()
            self.len_blocks = self._io.read_u4le()
            self._debug['len_blocks']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            if self.is_64_bit:
                pass



        def __str__(self):
            return str(self.len_blocks) + u" octets"

    class LegacyHeader(KaitaiStruct):
        """How many pfns the guest has, and what can be told of the words around it.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
        """
        SEQ_FIELDS = ["p2m_size", "p2m_size_high"]
        def __init__(self, _io, _parent=None, _root=None):
            super(LegacyMigration.LegacyHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['p2m_size']['start'] = self._io.pos()
            self.p2m_size = self._io.read_u4le()
            self._debug['p2m_size']['end'] = self._io.pos()
            if self.is_64_bit:
                pass
                self._debug['p2m_size_high']['start'] = self._io.pos()
                self.p2m_size_high = self._io.read_u4le()
                self._debug['p2m_size_high']['end'] = self._io.pos()



        def _fetch_instances(self):
            pass
            if self.is_64_bit:
                pass

            _ = self.fourth_word
            if hasattr(self, '_m_fourth_word'):
                pass

            _ = self.second_word
            if hasattr(self, '_m_second_word'):
                pass

            _ = self.third_word
            if hasattr(self, '_m_third_word'):
                pass


        @property
        def fourth_word(self):
            """From a 64-bit toolstack the other half, or the first of a chunk."""
            if hasattr(self, '_m_fourth_word'):
                return self._m_fourth_word

            _pos = self._io.pos()
            self._io.seek(12)
            self._debug['_m_fourth_word']['start'] = self._io.pos()
            self._m_fourth_word = self._io.read_u4le()
            self._debug['_m_fourth_word']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_fourth_word', None)

        @property
        def is_64_bit(self):
            """Whether an unsigned long of the toolstack had 8 octets."""
            if hasattr(self, '_m_is_64_bit'):
                return self._m_is_64_bit

            self._m_is_64_bit = self.second_word == 0
            return getattr(self, '_m_is_64_bit', None)

        @property
        def is_pv(self):
            """Whether a PV guest's extended info follows."""
            if hasattr(self, '_m_is_pv'):
                return self._m_is_pv

            self._m_is_pv =  ((self.second_word == 4294967295) or ( ((self.second_word == 0) and (self.third_word == 4294967295) and (self.fourth_word == 4294967295)) )) 
            return getattr(self, '_m_is_pv', None)

        @property
        def second_word(self):
            """0 from a 64-bit toolstack; from another the extended info's signature,
            or a chunk's kind.
            """
            if hasattr(self, '_m_second_word'):
                return self._m_second_word

            _pos = self._io.pos()
            self._io.seek(4)
            self._debug['_m_second_word']['start'] = self._io.pos()
            self._m_second_word = self._io.read_u4le()
            self._debug['_m_second_word']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_second_word', None)

        @property
        def third_word(self):
            """From a 64-bit toolstack half the signature, or a chunk's kind."""
            if hasattr(self, '_m_third_word'):
                return self._m_third_word

            _pos = self._io.pos()
            self._io.seek(8)
            self._debug['_m_third_word']['start'] = self._io.pos()
            self._m_third_word = self._io.read_u4le()
            self._debug['_m_third_word']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_third_word', None)


        def __str__(self):
            return str(self.p2m_size) + u" pfns"



# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from . import xen_pv_context
from . import xen_cpu_policy
from . import xen_hvm_context
from enum import IntEnum
import collections


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class LibxcMigration(KaitaiStruct):
    """The memory and the processor state of a saved or migrating Xen domain, as
    libxenguest (libxc) writes it since Xen 4.6.
    
    A stream is an image header (always big-endian), a domain header, and records
    up to END. The endianness of everything after the image header is told by the
    image header. Embedded in a libxl stream, it may also pause at a CHECKPOINT
    (Remus, COLO), where libxl's records go on, and after them records without new
    headers. What a stream has to hold, and in which order, depends on the type of
    the guest: see `content`.
    
    Version 2 is written by Xen 4.6 to 4.13, version 3 by Xen 4.14 and later. A
    release writes its own version alone. It has to read that and the version of
    the release before it, and may read older ones: Xen since 4.14 reads both.
    Version 3 is version 2 with the records STATIC_DATA_END, X86_CPUID_POLICY and
    X86_MSR_POLICY, of which the first is mandatory and has to come before any
    memory and any registers. A reader of version 2 acts as if STATIC_DATA_END
    stood where it first meets memory: right before X86_PV_P2M_FRAMES of a PV
    guest, right before the first PAGE_DATA of an HVM guest.
    
    Whoever saves sets reserved fields, reserved bits and padding to zero. Whoever
    restores ignores what they hold. All integers are aligned to their size.
    
    The format grows by new types of records. A type that has been written once
    never changes; a change of the headers needs a new version, and the image
    header may only get more fields at its end.
    
    `xl save`, libvirt and xapi wrap this stream in containers of their own. See
    `xl_save_image.ksy` and `libxl_migration.ksy` for the first.
    
    Only the magic is validated. Reserved fields, padding, lengths and versions
    are plain fields, so that a broken stream still opens up to its fault.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc
    
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/libs/guest/xg_sr_stream_format.h
    """

    class DomainType(IntEnum):
        x86_pv = 1
        x86_hvm = 2
        reserved_x86_pvh = 3
        reserved_arm = 4

    class Endianness(IntEnum):
        little_endian = 0
        big_endian = 1

    class HvmParam(IntEnum):
        callback_irq = 0
        store_pfn = 1
        store_evtchn = 2
        pae_enabled = 4
        ioreq_pfn = 5
        bufioreq_pfn = 6
        viridian = 9
        timer_mode = 10
        hpet_enabled = 11
        ident_pt = 12
        dm_domain = 13
        acpi_s_state = 14
        vm86_tss = 15
        vpt_align = 16
        console_pfn = 17
        console_evtchn = 18
        acpi_ioports_location = 19
        memory_event_cr0 = 20
        memory_event_cr3 = 21
        memory_event_cr4 = 22
        memory_event_int3 = 23
        nestedhvm = 24
        memory_event_single_step = 25
        bufioreq_evtchn = 26
        paging_ring_pfn = 27
        monitor_ring_pfn = 28
        sharing_ring_pfn = 29
        memory_event_msr = 30
        triple_fault_reason = 31
        ioreq_server_pfn = 32
        nr_ioreq_server_pages = 33
        vm_generation_id_addr = 34
        altp2m = 35
        x87_fip_width = 36
        vm86_tss_sized = 37
        mca_cap = 38

    class PageType(IntEnum):
        notab = 0
        l1tab = 1
        l2tab = 2
        l3tab = 3
        l4tab = 4
        reserved5 = 5
        reserved6 = 6
        reserved7 = 7
        reserved8 = 8
        l1tab_pin = 9
        l2tab_pin = 10
        l3tab_pin = 11
        l4tab_pin = 12
        broken = 13
        xalloc = 14
        xtab = 15

    class RecordType(IntEnum):
        end = 0
        page_data = 1
        x86_pv_info = 2
        x86_pv_p2m_frames = 3
        x86_pv_vcpu_basic = 4
        x86_pv_vcpu_extended = 5
        x86_pv_vcpu_xsave = 6
        shared_info = 7
        x86_tsc_info = 8
        hvm_context = 9
        hvm_params = 10
        toolstack = 11
        x86_pv_vcpu_msrs = 12
        verify = 13
        checkpoint = 14
        checkpoint_dirty_pfn_list = 15
        static_data_end = 16
        x86_cpuid_policy = 17
        x86_msr_policy = 18

    class TscMode(IntEnum):
        default = 0
        always_emulate = 1
        never_emulate = 2
        pvrdtscp = 3
    SEQ_FIELDS = ["header", "contents"]
    def __init__(self, _io, _parent=None, _root=None):
        super(LibxcMigration, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

    def _read(self):
        self._debug['header']['start'] = self._io.pos()
        self.header = LibxcMigration.ImageHeader(self._io, self, self._root)
        self.header._read()
        self._debug['header']['end'] = self._io.pos()
        self._debug['contents']['start'] = self._io.pos()
        self.contents = LibxcMigration.Content(self.header.is_le, False, True, self._io, self, self._root)
        self.contents._read()
        self._debug['contents']['end'] = self._io.pos()


    def _fetch_instances(self):
        pass
        self.header._fetch_instances()
        self.contents._fetch_instances()

    class Blob(KaitaiStruct):
        """Octets that are not described further, or not before they are asked for:
        nothing is copied until `data` is read.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc
        """
        SEQ_FIELDS = []
        def __init__(self, _io, _parent=None, _root=None):
            super(LibxcMigration.Blob, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

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
            self._debug['_m_data']['start'] = self._io.pos()
            self._m_data = self._io.read_bytes_full()
            self._debug['_m_data']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_data', None)

        @property
        def size_text(self):
            """The size of `data`; empty where that is."""
            if hasattr(self, '_m_size_text'):
                return self._m_size_text

            self._m_size_text = (u"" if self._io.size() == 0 else str(self._io.size()) + u" octets")
            return getattr(self, '_m_size_text', None)


    class Content(KaitaiStruct):
        """The domain header and the records. All types that depend on the stream's
        endianness are nested here.
        
        A PV guest is written in this order:
        
        1. X86_PV_INFO, X86_CPUID_POLICY, X86_MSR_POLICY, STATIC_DATA_END (version
           2 has the first alone)
        2. X86_PV_P2M_FRAMES
        3. PAGE_DATA, as many as there are
        4. X86_TSC_INFO
        5. SHARED_INFO
        6. for each vcpu that is online X86_PV_VCPU_BASIC, X86_PV_VCPU_EXTENDED,
           X86_PV_VCPU_XSAVE, X86_PV_VCPU_MSRS
        7. END
        
        Of these X86_PV_INFO, X86_PV_P2M_FRAMES, PAGE_DATA and the vcpus' records
        depend each on the ones before, and have to be there in this order.
        
        An HVM guest (PVH is one to this format) is written in this order:
        
        1. X86_CPUID_POLICY, X86_MSR_POLICY, STATIC_DATA_END (not in version 2)
        2. PAGE_DATA, as many as there are
        3. X86_TSC_INFO
        4. HVM_CONTEXT
        5. HVM_PARAMS
        6. END
        
        Xen's specification asks for HVM_PARAMS before HVM_CONTEXT, since some
        parameters decide what is valid in the context. Yet every Xen from 4.6 to
        4.21 writes the context first, and restores either order: a reader that
        insists on the specification refuses every real image.
        
        Nothing else may be assumed of the order of records. A live migration
        sends a page again as often as the guest writes to it, so that a pfn may
        come many times; its last contents count. After VERIFY, which a live
        migration writes for debugging, all of memory comes once more. In a
        checkpointed stream CHECKPOINT stands in the place of END, and all from
        PAGE_DATA on comes again after it.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L684
        """
        SEQ_FIELDS = ["domain", "records"]
        def __init__(self, is_le, is_embedded, has_domain, _io, _parent=None, _root=None):
            super(LibxcMigration.Content, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self.is_le = is_le
            self.is_embedded = is_embedded
            self.has_domain = has_domain
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
                raise kaitaistruct.UndecidedEndiannessError("/types/content")
            elif self._is_le == True:
                self._read_le()
            elif self._is_le == False:
                self._read_be()

        def _read_le(self):
            if self.has_domain:
                pass
                self._debug['domain']['start'] = self._io.pos()
                self.domain = LibxcMigration.Content.DomainHeader(self._io, self, self._root, self._is_le)
                self.domain._read()
                self._debug['domain']['end'] = self._io.pos()

            self._debug['records']['start'] = self._io.pos()
            self._debug['records']['arr'] = []
            self.records = []
            i = 0
            while True:
                self._debug['records']['arr'].append({'start': self._io.pos()})
                _t_records = LibxcMigration.Content.Record(self._io, self, self._root, self._is_le)
                try:
                    _t_records._read()
                finally:
                    _ = _t_records
                    self.records.append(_)
                self._debug['records']['arr'][len(self.records) - 1]['end'] = self._io.pos()
                if  ((_.header.record_type == LibxcMigration.RecordType.end) or ( ((self.is_embedded) and (_.header.record_type == LibxcMigration.RecordType.checkpoint)) )) :
                    break
                i += 1
            self._debug['records']['end'] = self._io.pos()

        def _read_be(self):
            if self.has_domain:
                pass
                self._debug['domain']['start'] = self._io.pos()
                self.domain = LibxcMigration.Content.DomainHeader(self._io, self, self._root, self._is_le)
                self.domain._read()
                self._debug['domain']['end'] = self._io.pos()

            self._debug['records']['start'] = self._io.pos()
            self._debug['records']['arr'] = []
            self.records = []
            i = 0
            while True:
                self._debug['records']['arr'].append({'start': self._io.pos()})
                _t_records = LibxcMigration.Content.Record(self._io, self, self._root, self._is_le)
                try:
                    _t_records._read()
                finally:
                    _ = _t_records
                    self.records.append(_)
                self._debug['records']['arr'][len(self.records) - 1]['end'] = self._io.pos()
                if  ((_.header.record_type == LibxcMigration.RecordType.end) or ( ((self.is_embedded) and (_.header.record_type == LibxcMigration.RecordType.checkpoint)) )) :
                    break
                i += 1
            self._debug['records']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            if self.has_domain:
                pass
                self.domain._fetch_instances()

            for i in range(len(self.records)):
                pass
                self.records[i]._fetch_instances()


        class CheckpointDirtyPfnList(KaitaiStruct):
            """The pfns that the secondary of a COLO pair dirtied. It stands only
            on the back channel.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L608
            """
            SEQ_FIELDS = []
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.CheckpointDirtyPfnList, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/checkpoint_dirty_pfn_list")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                pass

            def _read_be(self):
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
                """In no order."""
                if hasattr(self, '_m_pfns'):
                    return self._m_pfns

                _pos = self._io.pos()
                self._io.seek(0)
                self._debug['_m_pfns']['start'] = self._io.pos()
                self._debug['_m_pfns']['arr'] = []
                if self._is_le:
                    self._m_pfns = []
                    i = 0
                    while not self._io.is_eof():
                        self._debug['_m_pfns']['arr'].append({'start': self._io.pos()})
                        self._m_pfns.append(self._io.read_u8le())
                        self._debug['_m_pfns']['arr'][len(self._m_pfns) - 1]['end'] = self._io.pos()
                        i += 1

                else:
                    self._m_pfns = []
                    i = 0
                    while not self._io.is_eof():
                        self._debug['_m_pfns']['arr'].append({'start': self._io.pos()})
                        self._m_pfns.append(self._io.read_u8be())
                        self._debug['_m_pfns']['arr'][len(self._m_pfns) - 1]['end'] = self._io.pos()
                        i += 1

                self._debug['_m_pfns']['end'] = self._io.pos()
                self._io.seek(_pos)
                return getattr(self, '_m_pfns', None)


        class DomainHeader(KaitaiStruct):
            """General properties of the domain.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L142
            """
            SEQ_FIELDS = ["type_id", "page_shift", "reserved1", "xen_major", "xen_minor"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.DomainHeader, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/domain_header")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['type_id']['start'] = self._io.pos()
                self.type_id = self._io.read_u4le()
                self._debug['type_id']['end'] = self._io.pos()
                self._debug['page_shift']['start'] = self._io.pos()
                self.page_shift = self._io.read_u2le()
                self._debug['page_shift']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u2le()
                self._debug['reserved1']['end'] = self._io.pos()
                self._debug['xen_major']['start'] = self._io.pos()
                self.xen_major = self._io.read_u4le()
                self._debug['xen_major']['end'] = self._io.pos()
                self._debug['xen_minor']['start'] = self._io.pos()
                self.xen_minor = self._io.read_u4le()
                self._debug['xen_minor']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['type_id']['start'] = self._io.pos()
                self.type_id = self._io.read_u4be()
                self._debug['type_id']['end'] = self._io.pos()
                self._debug['page_shift']['start'] = self._io.pos()
                self.page_shift = self._io.read_u2be()
                self._debug['page_shift']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u2be()
                self._debug['reserved1']['end'] = self._io.pos()
                self._debug['xen_major']['start'] = self._io.pos()
                self.xen_major = self._io.read_u4be()
                self._debug['xen_major']['end'] = self._io.pos()
                self._debug['xen_minor']['start'] = self._io.pos()
                self.xen_minor = self._io.read_u4be()
                self._debug['xen_minor']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass

            @property
            def domain_type(self):
                if hasattr(self, '_m_domain_type'):
                    return self._m_domain_type

                self._m_domain_type = KaitaiStream.resolve_enum(LibxcMigration.DomainType, self.type_id)
                return getattr(self, '_m_domain_type', None)


        class HvmParamEntry(KaitaiStruct):
            """One parameter.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/hvm/params.h
            """
            SEQ_FIELDS = ["index", "value"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.HvmParamEntry, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/hvm_param_entry")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['index']['start'] = self._io.pos()
                self.index = self._io.read_u8le()
                self._debug['index']['end'] = self._io.pos()
                self._debug['value']['start'] = self._io.pos()
                self.value = self._io.read_u8le()
                self._debug['value']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['index']['start'] = self._io.pos()
                self.index = self._io.read_u8be()
                self._debug['index']['end'] = self._io.pos()
                self._debug['value']['start'] = self._io.pos()
                self.value = self._io.read_u8be()
                self._debug['value']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass

            @property
            def param(self):
                if hasattr(self, '_m_param'):
                    return self._m_param

                self._m_param = KaitaiStream.resolve_enum(LibxcMigration.HvmParam, self.index)
                return getattr(self, '_m_param', None)


        class HvmParamList(KaitaiStruct):
            """The parameters; nothing is parsed before `entries` is read.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L514
            """
            SEQ_FIELDS = []
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.HvmParamList, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/hvm_param_list")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                pass

            def _read_be(self):
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
                if self._is_le:
                    self._m_entries = []
                    i = 0
                    while not self._io.is_eof():
                        self._debug['_m_entries']['arr'].append({'start': self._io.pos()})
                        _t__m_entries = LibxcMigration.Content.HvmParamEntry(self._io, self, self._root, self._is_le)
                        try:
                            _t__m_entries._read()
                        finally:
                            self._m_entries.append(_t__m_entries)
                        self._debug['_m_entries']['arr'][len(self._m_entries) - 1]['end'] = self._io.pos()
                        i += 1

                else:
                    self._m_entries = []
                    i = 0
                    while not self._io.is_eof():
                        self._debug['_m_entries']['arr'].append({'start': self._io.pos()})
                        _t__m_entries = LibxcMigration.Content.HvmParamEntry(self._io, self, self._root, self._is_le)
                        try:
                            _t__m_entries._read()
                        finally:
                            self._m_entries.append(_t__m_entries)
                        self._debug['_m_entries']['arr'][len(self._m_entries) - 1]['end'] = self._io.pos()
                        i += 1

                self._debug['_m_entries']['end'] = self._io.pos()
                self._io.seek(_pos)
                return getattr(self, '_m_entries', None)


        class HvmParams(KaitaiStruct):
            """The parameters of an HVM domain, as HVMOP_get_param gives them. Xen
            leaves out those that are 0.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L514
            """
            SEQ_FIELDS = ["header", "params"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.HvmParams, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/hvm_params")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['header']['start'] = self._io.pos()
                self.header = LibxcMigration.Content.HvmParamsHeader(self._io, self, self._root, self._is_le)
                self.header._read()
                self._debug['header']['end'] = self._io.pos()
                self._debug['params']['start'] = self._io.pos()
                self._raw_params = self._io.read_bytes_full()
                _io__raw_params = KaitaiStream(BytesIO(self._raw_params))
                self.params = LibxcMigration.Content.HvmParamList(_io__raw_params, self, self._root, self._is_le)
                self.params._read()
                self._debug['params']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['header']['start'] = self._io.pos()
                self.header = LibxcMigration.Content.HvmParamsHeader(self._io, self, self._root, self._is_le)
                self.header._read()
                self._debug['header']['end'] = self._io.pos()
                self._debug['params']['start'] = self._io.pos()
                self._raw_params = self._io.read_bytes_full()
                _io__raw_params = KaitaiStream(BytesIO(self._raw_params))
                self.params = LibxcMigration.Content.HvmParamList(_io__raw_params, self, self._root, self._is_le)
                self.params._read()
                self._debug['params']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass
                self.header._fetch_instances()
                self.params._fetch_instances()


        class HvmParamsHeader(KaitaiStruct):
            """How many parameters the record holds.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L514
            """
            SEQ_FIELDS = ["num_params", "reserved1"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.HvmParamsHeader, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/hvm_params_header")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['num_params']['start'] = self._io.pos()
                self.num_params = self._io.read_u4le()
                self._debug['num_params']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4le()
                self._debug['reserved1']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['num_params']['start'] = self._io.pos()
                self.num_params = self._io.read_u4be()
                self._debug['num_params']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4be()
                self._debug['reserved1']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass

            @property
            def len_params(self):
                """Octets that so many parameters take."""
                if hasattr(self, '_m_len_params'):
                    return self._m_len_params

                self._m_len_params = (self.num_params * 16)
                return getattr(self, '_m_len_params', None)


            def __str__(self):
                return str(self.num_params) + u" parameters"

        class P2mFrames(KaitaiStruct):
            """The pfns of the frames that hold the p2m table.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L380
            """
            SEQ_FIELDS = []
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.P2mFrames, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/p2m_frames")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                pass

            def _read_be(self):
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
                self._debug['_m_pfns']['start'] = self._io.pos()
                self._debug['_m_pfns']['arr'] = []
                if self._is_le:
                    self._m_pfns = []
                    i = 0
                    while not self._io.is_eof():
                        self._debug['_m_pfns']['arr'].append({'start': self._io.pos()})
                        self._m_pfns.append(self._io.read_u8le())
                        self._debug['_m_pfns']['arr'][len(self._m_pfns) - 1]['end'] = self._io.pos()
                        i += 1

                else:
                    self._m_pfns = []
                    i = 0
                    while not self._io.is_eof():
                        self._debug['_m_pfns']['arr'].append({'start': self._io.pos()})
                        self._m_pfns.append(self._io.read_u8be())
                        self._debug['_m_pfns']['arr'][len(self._m_pfns) - 1]['end'] = self._io.pos()
                        i += 1

                self._debug['_m_pfns']['end'] = self._io.pos()
                self._io.seek(_pos)
                return getattr(self, '_m_pfns', None)


        class PageContents(KaitaiStruct):
            """The contents of the pages, one after the other: a page of 4096 octets
            for each pfn whose type has contents, in the order of the table. Two
            kinds of a PV guest's pages are described in `xen_pv_context.ksy`: a
            page table, by the type of its pfn, and the start_info, which vcpu 0
            names.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L273
            """
            SEQ_FIELDS = []
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.PageContents, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/page_contents")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                pass

            def _read_be(self):
                pass


            def _fetch_instances(self):
                pass
                _ = self.pages
                if hasattr(self, '_m_pages'):
                    pass
                    for i in range(len(self._m_pages)):
                        pass
                        self._m_pages[i]._fetch_instances()



            @property
            def pages(self):
                if hasattr(self, '_m_pages'):
                    return self._m_pages

                _pos = self._io.pos()
                self._io.seek(0)
                self._debug['_m_pages']['start'] = self._io.pos()
                self._debug['_m_pages']['arr'] = []
                if self._is_le:
                    self._raw__m_pages = []
                    self._m_pages = []
                    i = 0
                    while not self._io.is_eof():
                        self._debug['_m_pages']['arr'].append({'start': self._io.pos()})
                        self._raw__m_pages.append(self._io.read_bytes(4096))
                        _io__raw__m_pages = KaitaiStream(BytesIO(self._raw__m_pages[-1]))
                        _t__m_pages = LibxcMigration.Blob(_io__raw__m_pages, self, self._root)
                        try:
                            _t__m_pages._read()
                        finally:
                            self._m_pages.append(_t__m_pages)
                        self._debug['_m_pages']['arr'][len(self._m_pages) - 1]['end'] = self._io.pos()
                        i += 1

                else:
                    self._raw__m_pages = []
                    self._m_pages = []
                    i = 0
                    while not self._io.is_eof():
                        self._debug['_m_pages']['arr'].append({'start': self._io.pos()})
                        self._raw__m_pages.append(self._io.read_bytes(4096))
                        _io__raw__m_pages = KaitaiStream(BytesIO(self._raw__m_pages[-1]))
                        _t__m_pages = LibxcMigration.Blob(_io__raw__m_pages, self, self._root)
                        try:
                            _t__m_pages._read()
                        finally:
                            self._m_pages.append(_t__m_pages)
                        self._debug['_m_pages']['arr'][len(self._m_pages) - 1]['end'] = self._io.pos()
                        i += 1

                self._debug['_m_pages']['end'] = self._io.pos()
                self._io.seek(_pos)
                return getattr(self, '_m_pages', None)


        class PageData(KaitaiStruct):
            """Memory, as a table of pfns and the contents of those that have one.
            Most of a stream are such records. Xen describes up to 1024 pfns in
            each, an HVM guest's in steps of 4 MiB, so that a record may well hold
            no contents at all.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L273
            """
            SEQ_FIELDS = ["header", "pfns", "pages"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.PageData, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/page_data")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['header']['start'] = self._io.pos()
                self.header = LibxcMigration.Content.PageDataHeader(self._io, self, self._root, self._is_le)
                self.header._read()
                self._debug['header']['end'] = self._io.pos()
                self._debug['pfns']['start'] = self._io.pos()
                self._raw_pfns = self._io.read_bytes(self.header.len_pfns)
                _io__raw_pfns = KaitaiStream(BytesIO(self._raw_pfns))
                self.pfns = LibxcMigration.PfnTable(self._parent._parent.is_le, _io__raw_pfns, self, self._root)
                self.pfns._read()
                self._debug['pfns']['end'] = self._io.pos()
                self._debug['pages']['start'] = self._io.pos()
                self._raw_pages = self._io.read_bytes_full()
                _io__raw_pages = KaitaiStream(BytesIO(self._raw_pages))
                self.pages = LibxcMigration.Content.PageContents(_io__raw_pages, self, self._root, self._is_le)
                self.pages._read()
                self._debug['pages']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['header']['start'] = self._io.pos()
                self.header = LibxcMigration.Content.PageDataHeader(self._io, self, self._root, self._is_le)
                self.header._read()
                self._debug['header']['end'] = self._io.pos()
                self._debug['pfns']['start'] = self._io.pos()
                self._raw_pfns = self._io.read_bytes(self.header.len_pfns)
                _io__raw_pfns = KaitaiStream(BytesIO(self._raw_pfns))
                self.pfns = LibxcMigration.PfnTable(self._parent._parent.is_le, _io__raw_pfns, self, self._root)
                self.pfns._read()
                self._debug['pfns']['end'] = self._io.pos()
                self._debug['pages']['start'] = self._io.pos()
                self._raw_pages = self._io.read_bytes_full()
                _io__raw_pages = KaitaiStream(BytesIO(self._raw_pages))
                self.pages = LibxcMigration.Content.PageContents(_io__raw_pages, self, self._root, self._is_le)
                self.pages._read()
                self._debug['pages']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass
                self.header._fetch_instances()
                self.pfns._fetch_instances()
                self.pages._fetch_instances()


        class PageDataHeader(KaitaiStruct):
            """How many pfns the record describes.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L273
            """
            SEQ_FIELDS = ["num_pfns", "reserved1"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.PageDataHeader, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/page_data_header")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['num_pfns']['start'] = self._io.pos()
                self.num_pfns = self._io.read_u4le()
                self._debug['num_pfns']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4le()
                self._debug['reserved1']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['num_pfns']['start'] = self._io.pos()
                self.num_pfns = self._io.read_u4be()
                self._debug['num_pfns']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4be()
                self._debug['reserved1']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass

            @property
            def len_pfns(self):
                """Octets in the table of pfns."""
                if hasattr(self, '_m_len_pfns'):
                    return self._m_len_pfns

                self._m_len_pfns = (self.num_pfns * 8)
                return getattr(self, '_m_len_pfns', None)


            def __str__(self):
                return str(self.num_pfns) + u" pfns"

        class Record(KaitaiStruct):
            """A header, a body, and zeros that pad the body to a multiple of 8
            octets.
            
            Records whose type has bit 31 set are optional: a reader may pass over
            the body of one that it does not know. All others are mandatory: a
            reader that meets one which it does not know, or cannot make use of,
            has to refuse the stream. That holds for a known type, too, which the
            type of the guest does not have. No optional type is in use so far.
            
            Some types are signals and have no body. All others carry data, and
            one without any should be left out. Xen 4.6 to 4.8 may write
            HVM_PARAMS, X86_PV_VCPU_EXTENDED, X86_PV_VCPU_XSAVE and
            X86_PV_VCPU_MSRS with nothing but their headers all the same: a reader
            has to take these and ignore them.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L179
            """
            SEQ_FIELDS = ["header", "body", "padding"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.Record, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/record")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['header']['start'] = self._io.pos()
                self.header = LibxcMigration.Content.RecordHeader(self._io, self, self._root, self._is_le)
                self.header._read()
                self._debug['header']['end'] = self._io.pos()
                self._debug['body']['start'] = self._io.pos()
                _on = self.header.record_type
                if _on == LibxcMigration.RecordType.checkpoint_dirty_pfn_list:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.CheckpointDirtyPfnList(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.hvm_context:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = xen_hvm_context.XenHvmContext(_io__raw_body)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.hvm_params:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.HvmParams(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.page_data:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.PageData(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.shared_info:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.SharedInfo(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_cpuid_policy:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = xen_cpu_policy.XenCpuPolicy(_io__raw_body)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_msr_policy:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = xen_cpu_policy.XenCpuPolicy.MsrList(_io__raw_body)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_info:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvInfo(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_p2m_frames:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvP2mFrames(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_basic:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvVcpuBasic(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_extended:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvVcpuExtended(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_msrs:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvVcpuMsrs(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_xsave:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvVcpuXsave(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_tsc_info:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86TscInfo(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                else:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Blob(_io__raw_body, self, self._root)
                    self.body._read()
                self._debug['body']['end'] = self._io.pos()
                if self.header.len_padding != 0:
                    pass
                    self._debug['padding']['start'] = self._io.pos()
                    self._raw_padding = self._io.read_bytes(self.header.len_padding)
                    _io__raw_padding = KaitaiStream(BytesIO(self._raw_padding))
                    self.padding = LibxcMigration.Blob(_io__raw_padding, self, self._root)
                    self.padding._read()
                    self._debug['padding']['end'] = self._io.pos()


            def _read_be(self):
                self._debug['header']['start'] = self._io.pos()
                self.header = LibxcMigration.Content.RecordHeader(self._io, self, self._root, self._is_le)
                self.header._read()
                self._debug['header']['end'] = self._io.pos()
                self._debug['body']['start'] = self._io.pos()
                _on = self.header.record_type
                if _on == LibxcMigration.RecordType.checkpoint_dirty_pfn_list:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.CheckpointDirtyPfnList(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.hvm_context:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = xen_hvm_context.XenHvmContext(_io__raw_body)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.hvm_params:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.HvmParams(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.page_data:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.PageData(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.shared_info:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.SharedInfo(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_cpuid_policy:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = xen_cpu_policy.XenCpuPolicy(_io__raw_body)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_msr_policy:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = xen_cpu_policy.XenCpuPolicy.MsrList(_io__raw_body)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_info:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvInfo(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_p2m_frames:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvP2mFrames(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_basic:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvVcpuBasic(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_extended:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvVcpuExtended(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_msrs:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvVcpuMsrs(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_xsave:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86PvVcpuXsave(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                elif _on == LibxcMigration.RecordType.x86_tsc_info:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Content.X86TscInfo(_io__raw_body, self, self._root, self._is_le)
                    self.body._read()
                else:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxcMigration.Blob(_io__raw_body, self, self._root)
                    self.body._read()
                self._debug['body']['end'] = self._io.pos()
                if self.header.len_padding != 0:
                    pass
                    self._debug['padding']['start'] = self._io.pos()
                    self._raw_padding = self._io.read_bytes(self.header.len_padding)
                    _io__raw_padding = KaitaiStream(BytesIO(self._raw_padding))
                    self.padding = LibxcMigration.Blob(_io__raw_padding, self, self._root)
                    self.padding._read()
                    self._debug['padding']['end'] = self._io.pos()



            def _fetch_instances(self):
                pass
                self.header._fetch_instances()
                _on = self.header.record_type
                if _on == LibxcMigration.RecordType.checkpoint_dirty_pfn_list:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.hvm_context:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.hvm_params:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.page_data:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.shared_info:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.x86_cpuid_policy:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.x86_msr_policy:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.x86_pv_info:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.x86_pv_p2m_frames:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_basic:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_extended:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_msrs:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.x86_pv_vcpu_xsave:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxcMigration.RecordType.x86_tsc_info:
                    pass
                    self.body._fetch_instances()
                else:
                    pass
                    self.body._fetch_instances()
                if self.header.len_padding != 0:
                    pass
                    self.padding._fetch_instances()



        class RecordHeader(KaitaiStruct):
            """What a record is, and how long.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L179
            """
            SEQ_FIELDS = ["type_id", "len_body"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.RecordHeader, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/record_header")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['type_id']['start'] = self._io.pos()
                self.type_id = self._io.read_u4le()
                self._debug['type_id']['end'] = self._io.pos()
                self._debug['len_body']['start'] = self._io.pos()
                self.len_body = self._io.read_u4le()
                self._debug['len_body']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['type_id']['start'] = self._io.pos()
                self.type_id = self._io.read_u4be()
                self._debug['type_id']['end'] = self._io.pos()
                self._debug['len_body']['start'] = self._io.pos()
                self.len_body = self._io.read_u4be()
                self._debug['len_body']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass

            @property
            def is_optional(self):
                """Bit 31 of the type: a reader that does not know the record may
                skip it.
                """
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

                self._m_record_type = KaitaiStream.resolve_enum(LibxcMigration.RecordType, self.type_id)
                return getattr(self, '_m_record_type', None)


        class SharedInfo(KaitaiStruct):
            """The page that the domain shares with Xen, 4096 octets: event channels,
            time and the vcpus' info.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L445
            """
            SEQ_FIELDS = ["page"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.SharedInfo, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/shared_info")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['page']['start'] = self._io.pos()
                self._raw_page = self._io.read_bytes_full()
                _io__raw_page = KaitaiStream(BytesIO(self._raw_page))
                self.page = xen_pv_context.XenPvContext.SharedInfoPage(_io__raw_page)
                self.page._read()
                self._debug['page']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['page']['start'] = self._io.pos()
                self._raw_page = self._io.read_bytes_full()
                _io__raw_page = KaitaiStream(BytesIO(self._raw_page))
                self.page = xen_pv_context.XenPvContext.SharedInfoPage(_io__raw_page)
                self.page._read()
                self._debug['page']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass
                self.page._fetch_instances()


        class X86PvInfo(KaitaiStruct):
            """The width of a PV guest and the depth of its page tables. Xen restores
            4 octets with 3 levels and 8 octets with 4 levels.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L362
            """
            SEQ_FIELDS = ["guest_width", "num_pt_levels", "reserved1", "reserved2"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.X86PvInfo, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/x86_pv_info")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['guest_width']['start'] = self._io.pos()
                self.guest_width = self._io.read_u1()
                self._debug['guest_width']['end'] = self._io.pos()
                self._debug['num_pt_levels']['start'] = self._io.pos()
                self.num_pt_levels = self._io.read_u1()
                self._debug['num_pt_levels']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u2le()
                self._debug['reserved1']['end'] = self._io.pos()
                self._debug['reserved2']['start'] = self._io.pos()
                self.reserved2 = self._io.read_u4le()
                self._debug['reserved2']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['guest_width']['start'] = self._io.pos()
                self.guest_width = self._io.read_u1()
                self._debug['guest_width']['end'] = self._io.pos()
                self._debug['num_pt_levels']['start'] = self._io.pos()
                self.num_pt_levels = self._io.read_u1()
                self._debug['num_pt_levels']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u2be()
                self._debug['reserved1']['end'] = self._io.pos()
                self._debug['reserved2']['start'] = self._io.pos()
                self.reserved2 = self._io.read_u4be()
                self._debug['reserved2']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass


            def __str__(self):
                return ((str(self.guest_width) + u" octets wide, ") + str(self.num_pt_levels)) + u" levels"

        class X86PvP2mFrames(KaitaiStruct):
            """Where a PV guest keeps its p2m table, the array by pfn of all its
            machine frames. An entry is `guest_width` octets, so that a frame of
            it describes 4096 / `guest_width` pfns; there is one frame for each
            such run of pfns from the one that has `start_pfn` to the one that has
            `end_pfn`.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L380
            """
            SEQ_FIELDS = ["start_pfn", "end_pfn", "frames"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.X86PvP2mFrames, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/x86_pv_p2m_frames")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['start_pfn']['start'] = self._io.pos()
                self.start_pfn = self._io.read_u4le()
                self._debug['start_pfn']['end'] = self._io.pos()
                self._debug['end_pfn']['start'] = self._io.pos()
                self.end_pfn = self._io.read_u4le()
                self._debug['end_pfn']['end'] = self._io.pos()
                self._debug['frames']['start'] = self._io.pos()
                self._raw_frames = self._io.read_bytes_full()
                _io__raw_frames = KaitaiStream(BytesIO(self._raw_frames))
                self.frames = LibxcMigration.Content.P2mFrames(_io__raw_frames, self, self._root, self._is_le)
                self.frames._read()
                self._debug['frames']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['start_pfn']['start'] = self._io.pos()
                self.start_pfn = self._io.read_u4be()
                self._debug['start_pfn']['end'] = self._io.pos()
                self._debug['end_pfn']['start'] = self._io.pos()
                self.end_pfn = self._io.read_u4be()
                self._debug['end_pfn']['end'] = self._io.pos()
                self._debug['frames']['start'] = self._io.pos()
                self._raw_frames = self._io.read_bytes_full()
                _io__raw_frames = KaitaiStream(BytesIO(self._raw_frames))
                self.frames = LibxcMigration.Content.P2mFrames(_io__raw_frames, self, self._root, self._is_le)
                self.frames._read()
                self._debug['frames']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass
                self.frames._fetch_instances()


        class X86PvVcpuBasic(KaitaiStruct):
            """Registers of a vcpu, as XEN_DOMCTL_getvcpucontext gives them. Restore
            asks for vcpu 0's. What comes before them is the same in a vcpu's four
            records, and is described four times: the parsers of Go and Nim cannot
            read a type of two parents in an endianness that is switched.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L409
            """
            SEQ_FIELDS = ["vcpu_id", "reserved1"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.X86PvVcpuBasic, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/x86_pv_vcpu_basic")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['vcpu_id']['start'] = self._io.pos()
                self.vcpu_id = self._io.read_u4le()
                self._debug['vcpu_id']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4le()
                self._debug['reserved1']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['vcpu_id']['start'] = self._io.pos()
                self.vcpu_id = self._io.read_u4be()
                self._debug['vcpu_id']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4be()
                self._debug['reserved1']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass
                _ = self.context
                if hasattr(self, '_m_context'):
                    pass
                    self._m_context._fetch_instances()


            @property
            def context(self):
                """vcpu_guest_context: 5168 octets for a 64-bit guest, 2800 for a
                32-bit one.
                """
                if hasattr(self, '_m_context'):
                    return self._m_context

                _pos = self._io.pos()
                self._io.seek(8)
                if self._is_le:
                    self._debug['_m_context']['start'] = self._io.pos()
                    self._raw__m_context = self._io.read_bytes_full()
                    _io__raw__m_context = KaitaiStream(BytesIO(self._raw__m_context))
                    self._m_context = xen_pv_context.XenPvContext(_io__raw__m_context)
                    self._m_context._read()
                    self._debug['_m_context']['end'] = self._io.pos()
                else:
                    self._debug['_m_context']['start'] = self._io.pos()
                    self._raw__m_context = self._io.read_bytes_full()
                    _io__raw__m_context = KaitaiStream(BytesIO(self._raw__m_context))
                    self._m_context = xen_pv_context.XenPvContext(_io__raw__m_context)
                    self._m_context._read()
                    self._debug['_m_context']['end'] = self._io.pos()
                self._io.seek(_pos)
                return getattr(self, '_m_context', None)


            def __str__(self):
                return u"vcpu " + str(self.vcpu_id)

        class X86PvVcpuExtended(KaitaiStruct):
            """Further state of a vcpu, as XEN_DOMCTL_get_ext_vcpucontext gives it.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L409
            """
            SEQ_FIELDS = ["vcpu_id", "reserved1"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.X86PvVcpuExtended, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/x86_pv_vcpu_extended")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['vcpu_id']['start'] = self._io.pos()
                self.vcpu_id = self._io.read_u4le()
                self._debug['vcpu_id']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4le()
                self._debug['reserved1']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['vcpu_id']['start'] = self._io.pos()
                self.vcpu_id = self._io.read_u4be()
                self._debug['vcpu_id']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4be()
                self._debug['reserved1']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass
                _ = self.context
                if hasattr(self, '_m_context'):
                    pass
                    self._m_context._fetch_instances()


            @property
            def context(self):
                """xen_domctl_ext_vcpucontext, at most 128 octets; may be empty from
                Xen 4.6 to 4.8.
                """
                if hasattr(self, '_m_context'):
                    return self._m_context

                _pos = self._io.pos()
                self._io.seek(8)
                if self._is_le:
                    self._debug['_m_context']['start'] = self._io.pos()
                    self._raw__m_context = self._io.read_bytes_full()
                    _io__raw__m_context = KaitaiStream(BytesIO(self._raw__m_context))
                    self._m_context = xen_pv_context.XenPvContext.PvVcpuExtension(_io__raw__m_context)
                    self._m_context._read()
                    self._debug['_m_context']['end'] = self._io.pos()
                else:
                    self._debug['_m_context']['start'] = self._io.pos()
                    self._raw__m_context = self._io.read_bytes_full()
                    _io__raw__m_context = KaitaiStream(BytesIO(self._raw__m_context))
                    self._m_context = xen_pv_context.XenPvContext.PvVcpuExtension(_io__raw__m_context)
                    self._m_context._read()
                    self._debug['_m_context']['end'] = self._io.pos()
                self._io.seek(_pos)
                return getattr(self, '_m_context', None)


            def __str__(self):
                return u"vcpu " + str(self.vcpu_id)

        class X86PvVcpuMsrs(KaitaiStruct):
            """Model-specific registers of a vcpu, as XEN_DOMCTL_get_vcpu_msrs gives
            them.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L409
            """
            SEQ_FIELDS = ["vcpu_id", "reserved1"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.X86PvVcpuMsrs, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/x86_pv_vcpu_msrs")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['vcpu_id']['start'] = self._io.pos()
                self.vcpu_id = self._io.read_u4le()
                self._debug['vcpu_id']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4le()
                self._debug['reserved1']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['vcpu_id']['start'] = self._io.pos()
                self.vcpu_id = self._io.read_u4be()
                self._debug['vcpu_id']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4be()
                self._debug['reserved1']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass
                _ = self.context
                if hasattr(self, '_m_context'):
                    pass
                    self._m_context._fetch_instances()


            @property
            def context(self):
                """16 octets for each register; may be empty from Xen 4.6 to 4.8."""
                if hasattr(self, '_m_context'):
                    return self._m_context

                _pos = self._io.pos()
                self._io.seek(8)
                if self._is_le:
                    self._debug['_m_context']['start'] = self._io.pos()
                    self._raw__m_context = self._io.read_bytes_full()
                    _io__raw__m_context = KaitaiStream(BytesIO(self._raw__m_context))
                    self._m_context = xen_cpu_policy.XenCpuPolicy.MsrList(_io__raw__m_context)
                    self._m_context._read()
                    self._debug['_m_context']['end'] = self._io.pos()
                else:
                    self._debug['_m_context']['start'] = self._io.pos()
                    self._raw__m_context = self._io.read_bytes_full()
                    _io__raw__m_context = KaitaiStream(BytesIO(self._raw__m_context))
                    self._m_context = xen_cpu_policy.XenCpuPolicy.MsrList(_io__raw__m_context)
                    self._m_context._read()
                    self._debug['_m_context']['end'] = self._io.pos()
                self._io.seek(_pos)
                return getattr(self, '_m_context', None)


            def __str__(self):
                return u"vcpu " + str(self.vcpu_id)

        class X86PvVcpuXsave(KaitaiStruct):
            """The state of the FPU and its like of a vcpu, as
            XEN_DOMCTL_getvcpuextstate gives it.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L409
            """
            SEQ_FIELDS = ["vcpu_id", "reserved1"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.X86PvVcpuXsave, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/x86_pv_vcpu_xsave")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['vcpu_id']['start'] = self._io.pos()
                self.vcpu_id = self._io.read_u4le()
                self._debug['vcpu_id']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4le()
                self._debug['reserved1']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['vcpu_id']['start'] = self._io.pos()
                self.vcpu_id = self._io.read_u4be()
                self._debug['vcpu_id']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4be()
                self._debug['reserved1']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass
                _ = self.context
                if hasattr(self, '_m_context'):
                    pass
                    self._m_context._fetch_instances()


            @property
            def context(self):
                """At least 16 octets; may be empty from Xen 4.6 to 4.8."""
                if hasattr(self, '_m_context'):
                    return self._m_context

                _pos = self._io.pos()
                self._io.seek(8)
                if self._is_le:
                    self._debug['_m_context']['start'] = self._io.pos()
                    self._raw__m_context = self._io.read_bytes_full()
                    _io__raw__m_context = KaitaiStream(BytesIO(self._raw__m_context))
                    self._m_context = xen_pv_context.XenPvContext.PvVcpuXsave(_io__raw__m_context)
                    self._m_context._read()
                    self._debug['_m_context']['end'] = self._io.pos()
                else:
                    self._debug['_m_context']['start'] = self._io.pos()
                    self._raw__m_context = self._io.read_bytes_full()
                    _io__raw__m_context = KaitaiStream(BytesIO(self._raw__m_context))
                    self._m_context = xen_pv_context.XenPvContext.PvVcpuXsave(_io__raw__m_context)
                    self._m_context._read()
                    self._debug['_m_context']['end'] = self._io.pos()
                self._io.seek(_pos)
                return getattr(self, '_m_context', None)


            def __str__(self):
                return u"vcpu " + str(self.vcpu_id)

        class X86TscInfo(KaitaiStruct):
            """The domain's time stamp counter, as XEN_DOMCTL_gettscinfo gives it.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L465
            """
            SEQ_FIELDS = ["mode", "khz", "nsec", "incarnation", "reserved1"]
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxcMigration.Content.X86TscInfo, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._debug = collections.defaultdict(dict)

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/content/types/x86_tsc_info")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self._debug['mode']['start'] = self._io.pos()
                self.mode = self._io.read_u4le()
                self._debug['mode']['end'] = self._io.pos()
                self._debug['khz']['start'] = self._io.pos()
                self.khz = self._io.read_u4le()
                self._debug['khz']['end'] = self._io.pos()
                self._debug['nsec']['start'] = self._io.pos()
                self.nsec = self._io.read_u8le()
                self._debug['nsec']['end'] = self._io.pos()
                self._debug['incarnation']['start'] = self._io.pos()
                self.incarnation = self._io.read_u4le()
                self._debug['incarnation']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4le()
                self._debug['reserved1']['end'] = self._io.pos()

            def _read_be(self):
                self._debug['mode']['start'] = self._io.pos()
                self.mode = self._io.read_u4be()
                self._debug['mode']['end'] = self._io.pos()
                self._debug['khz']['start'] = self._io.pos()
                self.khz = self._io.read_u4be()
                self._debug['khz']['end'] = self._io.pos()
                self._debug['nsec']['start'] = self._io.pos()
                self.nsec = self._io.read_u8be()
                self._debug['nsec']['end'] = self._io.pos()
                self._debug['incarnation']['start'] = self._io.pos()
                self.incarnation = self._io.read_u4be()
                self._debug['incarnation']['end'] = self._io.pos()
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4be()
                self._debug['reserved1']['end'] = self._io.pos()


            def _fetch_instances(self):
                pass

            @property
            def tsc_mode(self):
                if hasattr(self, '_m_tsc_mode'):
                    return self._m_tsc_mode

                self._m_tsc_mode = KaitaiStream.resolve_enum(LibxcMigration.TscMode, self.mode)
                return getattr(self, '_m_tsc_mode', None)


        @property
        def num_records(self):
            """How many there are."""
            if hasattr(self, '_m_num_records'):
                return self._m_num_records

            self._m_num_records = len(self.records)
            return getattr(self, '_m_num_records', None)


    class EmbeddedStream(KaitaiStruct):
        """A stream within a libxl stream: it ends with END, or pauses after a
        CHECKPOINT.
        
        In a checkpointed stream (Remus, COLO) every CHECKPOINT closes a
        consistent view of the domain and hands the wire to libxl, whose records
        follow up to CHECKPOINT_END. Then libxc's records go on as `content`
        without a domain header: no header and no static data is sent again, only
        the memory that changed and the state of the devices and vcpus. That
        repeats until the sender stops or fails. A receiver keeps what it read
        since the last complete checkpoint to itself, and if the sender is lost,
        it drops that and runs the guest from the checkpoint.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L585
        """
        SEQ_FIELDS = ["header", "contents"]
        def __init__(self, _io, _parent=None, _root=None):
            super(LibxcMigration.EmbeddedStream, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['header']['start'] = self._io.pos()
            self.header = LibxcMigration.ImageHeader(self._io, self, self._root)
            self.header._read()
            self._debug['header']['end'] = self._io.pos()
            self._debug['contents']['start'] = self._io.pos()
            self.contents = LibxcMigration.Content(self.header.is_le, True, True, self._io, self, self._root)
            self.contents._read()
            self._debug['contents']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            self.header._fetch_instances()
            self.contents._fetch_instances()


    class ImageHeader(KaitaiStruct):
        """Identifies the stream. Big-endian, whatever the stream's endianness.
        
        A legacy stream, which Xen before 4.6 wrote, has no such header: its first
        8 octets, where this one has the marker, are not all ones. Its octets 4 to
        7 tell what wrote it. They are zero from a 64-bit toolstack, where they
        are the upper half of the number of pfns. From a 32-bit toolstack they are
        not: all ones for a PV guest, which is the id of its extended info, and
        for an HVM guest a positive number of pages or the negative type of a
        chunk. No tool writes it any more, and none but a converter has to read
        it: it is rewritten as a stream of this format, which `xen_major` 0 tells.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L93
        """
        SEQ_FIELDS = ["marker", "ident", "version", "options", "reserved1", "reserved2"]
        def __init__(self, _io, _parent=None, _root=None):
            super(LibxcMigration.ImageHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['marker']['start'] = self._io.pos()
            self._debug['marker']['arr'] = []
            self.marker = []
            for i in range(2):
                self._debug['marker']['arr'].append({'start': self._io.pos()})
                self.marker.append(self._io.read_u4be())
                self._debug['marker']['arr'][i]['end'] = self._io.pos()

            self._debug['marker']['end'] = self._io.pos()
            self._debug['ident']['start'] = self._io.pos()
            self.ident = self._io.read_u4be()
            self._debug['ident']['end'] = self._io.pos()
            self._debug['version']['start'] = self._io.pos()
            self.version = self._io.read_u4be()
            self._debug['version']['end'] = self._io.pos()
            self._debug['options']['start'] = self._io.pos()
            self.options = self._io.read_u2be()
            self._debug['options']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_u2be()
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_u4be()
            self._debug['reserved2']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            for i in range(len(self.marker)):
                pass


        @property
        def endianness(self):
            """Of all after this header. Xen restores little-endian alone."""
            if hasattr(self, '_m_endianness'):
                return self._m_endianness

            self._m_endianness = KaitaiStream.resolve_enum(LibxcMigration.Endianness, (self.options & 1))
            return getattr(self, '_m_endianness', None)

        @property
        def is_le(self):
            """Whether all after this header is little-endian."""
            if hasattr(self, '_m_is_le'):
                return self._m_is_le

            self._m_is_le = self.options & 1 == 0
            return getattr(self, '_m_is_le', None)

        @property
        def reserved_options(self):
            """Bits 1 to 15 of the options, in their places."""
            if hasattr(self, '_m_reserved_options'):
                return self._m_reserved_options

            self._m_reserved_options = self.options & 65534
            return getattr(self, '_m_reserved_options', None)


        def __str__(self):
            return u"version " + str(self.version)

    class PfnEntry(KaitaiStruct):
        """A 64-bit word: a page's type and its pfn. It is read as two 32-bit words,
        which every language can take apart exactly.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L273
        """
        SEQ_FIELDS = ["word0", "word1"]
        def __init__(self, is_le, _io, _parent=None, _root=None):
            super(LibxcMigration.PfnEntry, self).__init__(_io)
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
                raise kaitaistruct.UndecidedEndiannessError("/types/pfn_entry")
            elif self._is_le == True:
                self._read_le()
            elif self._is_le == False:
                self._read_be()

        def _read_le(self):
            self._debug['word0']['start'] = self._io.pos()
            self.word0 = self._io.read_u4le()
            self._debug['word0']['end'] = self._io.pos()
            self._debug['word1']['start'] = self._io.pos()
            self.word1 = self._io.read_u4le()
            self._debug['word1']['end'] = self._io.pos()

        def _read_be(self):
            self._debug['word0']['start'] = self._io.pos()
            self.word0 = self._io.read_u4be()
            self._debug['word0']['end'] = self._io.pos()
            self._debug['word1']['start'] = self._io.pos()
            self.word1 = self._io.read_u4be()
            self._debug['word1']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass

        @property
        def high(self):
            """Bits 63 to 32."""
            if hasattr(self, '_m_high'):
                return self._m_high

            self._m_high = (self.word1 if self.is_le else self.word0)
            return getattr(self, '_m_high', None)

        @property
        def low(self):
            """Bits 31 to 0."""
            if hasattr(self, '_m_low'):
                return self._m_low

            self._m_low = (self.word0 if self.is_le else self.word1)
            return getattr(self, '_m_low', None)

        @property
        def page_type(self):
            """What the page is, and whether its contents are in the record: they are
            for types 0 to 4 and 9 to 12.
            """
            if hasattr(self, '_m_page_type'):
                return self._m_page_type

            self._m_page_type = KaitaiStream.resolve_enum(LibxcMigration.PageType, ((self.word1 if self.is_le else self.word0) >> 28))
            return getattr(self, '_m_page_type', None)

        @property
        def pfn(self):
            """The frame's number in the guest's own memory."""
            if hasattr(self, '_m_pfn'):
                return self._m_pfn

            self._m_pfn = ((self.pfn_high * 4294967296) + self.low)
            return getattr(self, '_m_pfn', None)

        @property
        def pfn_high(self):
            """Bits 51 to 32."""
            if hasattr(self, '_m_pfn_high'):
                return self._m_pfn_high

            self._m_pfn_high = (self.high & 1048575)
            return getattr(self, '_m_pfn_high', None)

        @property
        def reserved1(self):
            """Zero."""
            if hasattr(self, '_m_reserved1'):
                return self._m_reserved1

            self._m_reserved1 = self.high >> 20 & 255
            return getattr(self, '_m_reserved1', None)


    class PfnTable(KaitaiStruct):
        """One entry a pfn, in any order. Nothing is parsed before `entries` is read,
        since a stream has millions of them.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L273
        """
        SEQ_FIELDS = []
        def __init__(self, is_le, _io, _parent=None, _root=None):
            super(LibxcMigration.PfnTable, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self.is_le = is_le
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
            """The pages whose type has contents follow the table in this order."""
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
                _t__m_entries = LibxcMigration.PfnEntry(self.is_le, self._io, self, self._root)
                try:
                    _t__m_entries._read()
                finally:
                    self._m_entries.append(_t__m_entries)
                self._debug['_m_entries']['arr'][len(self._m_entries) - 1]['end'] = self._io.pos()
                i += 1

            self._debug['_m_entries']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_entries', None)




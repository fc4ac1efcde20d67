# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
import xenstream_parsers
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class XenPvContext(KaitaiStruct):
    """The registers of a vcpu of a PV guest, as XEN_DOMCTL_getvcpucontext gives
    them, 5168 octets of a 64-bit guest and 2800 of a 32-bit one; and beside it
    what else a PV guest has: further state of its vcpus, the shared page,
    start_info, page tables. Nothing is parsed before it is asked for.
    
    All integers are little-endian, whatever the endianness of the stream around
    it: they are an x86 processor's and Xen's on it.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
    """
    def __init__(self, _io, _parent=None, _root=None):
        super(XenPvContext, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._read()

    def _read(self):
        pass


    def _fetch_instances(self):
        pass
        _ = self.data
        if hasattr(self, '_m_data'):
            pass

        _ = self.guest_32
        if hasattr(self, '_m_guest_32'):
            pass
            self._m_guest_32._fetch_instances()

        _ = self.guest_64
        if hasattr(self, '_m_guest_64'):
            pass
            self._m_guest_64._fetch_instances()


    class ExtVcpucontext(KaitaiStruct):
        """How a PV vcpu is called back, and its machine checks: 64 octets since Xen
        4.10, 56 before. The record may hold up to 128.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/domctl.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.ExtVcpucontext, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.vcpu_id = self._io.read_u4le()
            self.len_context = self._io.read_u4le()
            self.syscall32_callback_eip = self._io.read_u8le()
            self.sysenter_callback_eip = self._io.read_u8le()
            self.syscall32_callback_cs = self._io.read_u2le()
            self.sysenter_callback_cs = self._io.read_u2le()
            self.syscall32_disables_events = self._io.read_u1()
            self.sysenter_disables_events = self._io.read_u1()
            self.padding1 = self._io.read_u2le()
            self._raw_vmce = self._io.read_bytes_full()
            _io__raw_vmce = KaitaiStream(BytesIO(self._raw_vmce))
            self.vmce = xenstream_parsers.xen_hvm_states.XenHvmStates.HvmVmceVcpu(_io__raw_vmce)


        def _fetch_instances(self):
            pass
            self.vmce._fetch_instances()


        def __str__(self):
            return u"vcpu " + str(self.vcpu_id)

    class PageTable(KaitaiStruct):
        """A PV guest's page table of any level: 512 entries, also of a 32-bit guest,
        which has PAE.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/page.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.PageTable, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

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
            self._m_entries = []
            i = 0
            while not self._io.is_eof():
                self._m_entries.append(XenPvContext.PageTableEntry(self._io, self, self._root))
                i += 1

            self._io.seek(_pos)
            return getattr(self, '_m_entries', None)


    class PageTableEntry(KaitaiStruct):
        """An entry of a page table. In a stream its frame is a pfn; Xen's own are
        machine frames.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/page.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.PageTableEntry, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.low = self._io.read_u4le()
            self.high = self._io.read_u4le()


        def _fetch_instances(self):
            pass

        @property
        def available(self):
            """For the guest."""
            if hasattr(self, '_m_available'):
                return self._m_available

            self._m_available = self.low >> 9 & 7
            return getattr(self, '_m_available', None)

        @property
        def available_high(self):
            """For the guest; bits 59 to 62 are the protection key."""
            if hasattr(self, '_m_available_high'):
                return self._m_available_high

            self._m_available_high = self.high >> 20 & 2047
            return getattr(self, '_m_available_high', None)

        @property
        def frame(self):
            """The page that it maps, or the table of the level below."""
            if hasattr(self, '_m_frame'):
                return self._m_frame

            self._m_frame = ((self.frame_high * 1048576) + self.frame_low)
            return getattr(self, '_m_frame', None)

        @property
        def frame_high(self):
            """Bits 32 to 51."""
            if hasattr(self, '_m_frame_high'):
                return self._m_frame_high

            self._m_frame_high = (self.high & 1048575)
            return getattr(self, '_m_frame_high', None)

        @property
        def frame_low(self):
            """Bits 12 to 31."""
            if hasattr(self, '_m_frame_low'):
                return self._m_frame_low

            self._m_frame_low = self.low >> 12 & 1048575
            return getattr(self, '_m_frame_low', None)

        @property
        def is_accessed(self):
            """Bit 5 of `low`."""
            if hasattr(self, '_m_is_accessed'):
                return self._m_is_accessed

            self._m_is_accessed = self.low & 32 != 0
            return getattr(self, '_m_is_accessed', None)

        @property
        def is_cache_disabled(self):
            """Bit 4 of `low`."""
            if hasattr(self, '_m_is_cache_disabled'):
                return self._m_is_cache_disabled

            self._m_is_cache_disabled = self.low & 16 != 0
            return getattr(self, '_m_is_cache_disabled', None)

        @property
        def is_dirty(self):
            """Bit 6 of `low`."""
            if hasattr(self, '_m_is_dirty'):
                return self._m_is_dirty

            self._m_is_dirty = self.low & 64 != 0
            return getattr(self, '_m_is_dirty', None)

        @property
        def is_global(self):
            """Bit 8 of `low`."""
            if hasattr(self, '_m_is_global'):
                return self._m_is_global

            self._m_is_global = self.low & 256 != 0
            return getattr(self, '_m_is_global', None)

        @property
        def is_large(self):
            """A large page; in level 1 the highest bit of the page attribute."""
            if hasattr(self, '_m_is_large'):
                return self._m_is_large

            self._m_is_large = self.low & 128 != 0
            return getattr(self, '_m_is_large', None)

        @property
        def is_no_execute(self):
            """Bit 31 of `high`."""
            if hasattr(self, '_m_is_no_execute'):
                return self._m_is_no_execute

            self._m_is_no_execute = self.high >= 2147483648
            return getattr(self, '_m_is_no_execute', None)

        @property
        def is_present(self):
            """Bit 0 of `low`."""
            if hasattr(self, '_m_is_present'):
                return self._m_is_present

            self._m_is_present = self.low & 1 != 0
            return getattr(self, '_m_is_present', None)

        @property
        def is_user(self):
            """Bit 2 of `low`."""
            if hasattr(self, '_m_is_user'):
                return self._m_is_user

            self._m_is_user = self.low & 4 != 0
            return getattr(self, '_m_is_user', None)

        @property
        def is_writable(self):
            """Bit 1 of `low`."""
            if hasattr(self, '_m_is_writable'):
                return self._m_is_writable

            self._m_is_writable = self.low & 2 != 0
            return getattr(self, '_m_is_writable', None)

        @property
        def is_write_through(self):
            """Bit 3 of `low`."""
            if hasattr(self, '_m_is_write_through'):
                return self._m_is_write_through

            self._m_is_write_through = self.low & 8 != 0
            return getattr(self, '_m_is_write_through', None)


    class PvVcpuExtension(KaitaiStruct):
        """Further state of a PV vcpu, read when it is asked for, since Xen 4.6 to
        4.8 may write none.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/domctl.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.PvVcpuExtension, self).__init__(_io)
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

            _ = self.extension
            if hasattr(self, '_m_extension'):
                pass
                self._m_extension._fetch_instances()


        @property
        def data(self):
            """All of it as octets."""
            if hasattr(self, '_m_data'):
                return self._m_data

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_data = self._io.read_bytes_full()
            self._io.seek(_pos)
            return getattr(self, '_m_data', None)

        @property
        def extension(self):
            if hasattr(self, '_m_extension'):
                return self._m_extension

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_extension = XenPvContext.ExtVcpucontext(self._io, self, self._root)
            self._io.seek(_pos)
            return getattr(self, '_m_extension', None)


    class PvVcpuXsave(KaitaiStruct):
        """The XSAVE area of a PV vcpu, and two words that Xen puts before it.
        Nothing is parsed before it is asked for, since Xen 4.6 to 4.8 may write
        none.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/domctl.c
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.PvVcpuXsave, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            pass


        def _fetch_instances(self):
            pass
            _ = self.area
            if hasattr(self, '_m_area'):
                pass
                self._m_area._fetch_instances()

            _ = self.data
            if hasattr(self, '_m_data'):
                pass

            _ = self.enabled
            if hasattr(self, '_m_enabled'):
                pass
                self._m_enabled._fetch_instances()

            _ = self.ever_enabled
            if hasattr(self, '_m_ever_enabled'):
                pass
                self._m_ever_enabled._fetch_instances()

            _ = self.xcr0
            if hasattr(self, '_m_xcr0'):
                pass

            _ = self.xcr0_accum
            if hasattr(self, '_m_xcr0_accum'):
                pass


        @property
        def area(self):
            if hasattr(self, '_m_area'):
                return self._m_area

            if self._io.size() >= 16:
                pass
                _pos = self._io.pos()
                self._io.seek(16)
                self._raw__m_area = self._io.read_bytes_full()
                _io__raw__m_area = KaitaiStream(BytesIO(self._raw__m_area))
                self._m_area = xenstream_parsers.x86_xsave_area.X86XsaveArea(_io__raw__m_area)
                self._io.seek(_pos)

            return getattr(self, '_m_area', None)

        @property
        def data(self):
            """All of it as octets."""
            if hasattr(self, '_m_data'):
                return self._m_data

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_data = self._io.read_bytes_full()
            self._io.seek(_pos)
            return getattr(self, '_m_data', None)

        @property
        def enabled(self):
            """The bits of `xcr0`."""
            if hasattr(self, '_m_enabled'):
                return self._m_enabled

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_enabled = xenstream_parsers.x86_xsave_area.X86XsaveArea.XstateSet(self._io)
            self._io.seek(_pos)
            return getattr(self, '_m_enabled', None)

        @property
        def ever_enabled(self):
            """The bits of `xcr0_accum`."""
            if hasattr(self, '_m_ever_enabled'):
                return self._m_ever_enabled

            _pos = self._io.pos()
            self._io.seek(8)
            self._m_ever_enabled = xenstream_parsers.x86_xsave_area.X86XsaveArea.XstateSet(self._io)
            self._io.seek(_pos)
            return getattr(self, '_m_ever_enabled', None)

        @property
        def xcr0(self):
            """The components that the vcpu has enabled."""
            if hasattr(self, '_m_xcr0'):
                return self._m_xcr0

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_xcr0 = self._io.read_u8le()
            self._io.seek(_pos)
            return getattr(self, '_m_xcr0', None)

        @property
        def xcr0_accum(self):
            """All the components that the vcpu ever had enabled. They decide how
            long the area is.
            """
            if hasattr(self, '_m_xcr0_accum'):
                return self._m_xcr0_accum

            _pos = self._io.pos()
            self._io.seek(8)
            self._m_xcr0_accum = self._io.read_u8le()
            self._io.seek(_pos)
            return getattr(self, '_m_xcr0_accum', None)


    class SharedInfo32(KaitaiStruct):
        """The page that a 32-bit PV guest shares with Xen, 2344 octets of it.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        
        
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.SharedInfo32, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.vcpus = []
            for i in range(32):
                self.vcpus.append(XenPvContext.VcpuInfo32(self._io, self, self._root))

            self.evtchn_pending_words = []
            for i in range(32):
                self.evtchn_pending_words.append(self._io.read_u4le())

            self.evtchn_mask_words = []
            for i in range(32):
                self.evtchn_mask_words.append(self._io.read_u4le())

            self.wc_version = self._io.read_u4le()
            self.wc_sec = self._io.read_u4le()
            self.wc_nsec = self._io.read_u4le()
            self.max_pfn = self._io.read_u4le()
            self.pfn_to_mfn_frame_list_list = self._io.read_u4le()
            self.nmi_reason = self._io.read_u4le()
            self.p2m_cr3 = self._io.read_u4le()
            self.p2m_vaddr = self._io.read_u4le()
            self.p2m_generation = self._io.read_u4le()
            self.wc_sec_hi = self._io.read_u4le()
            self._raw_reserved1 = self._io.read_bytes_full()
            _io__raw_reserved1 = KaitaiStream(BytesIO(self._raw_reserved1))
            self.reserved1 = XenPvContext.SharedInfoRest(_io__raw_reserved1, self, self._root)


        def _fetch_instances(self):
            pass
            for i in range(len(self.vcpus)):
                pass
                self.vcpus[i]._fetch_instances()

            for i in range(len(self.evtchn_pending_words)):
                pass

            for i in range(len(self.evtchn_mask_words)):
                pass

            self.reserved1._fetch_instances()


    class SharedInfo64(KaitaiStruct):
        """The page that a 64-bit PV guest shares with Xen, 3136 octets of it.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        
        
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.SharedInfo64, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.vcpus = []
            for i in range(32):
                self.vcpus.append(XenPvContext.VcpuInfo64(self._io, self, self._root))

            self.evtchn_pending_words = []
            for i in range(64):
                self.evtchn_pending_words.append(self._io.read_u8le())

            self.evtchn_mask_words = []
            for i in range(64):
                self.evtchn_mask_words.append(self._io.read_u8le())

            self.wc_version = self._io.read_u4le()
            self.wc_sec = self._io.read_u4le()
            self.wc_nsec = self._io.read_u4le()
            self.wc_sec_hi = self._io.read_u4le()
            self.max_pfn = self._io.read_u8le()
            self.pfn_to_mfn_frame_list_list = self._io.read_u8le()
            self.nmi_reason = self._io.read_u8le()
            self.p2m_cr3 = self._io.read_u8le()
            self.p2m_vaddr = self._io.read_u8le()
            self.p2m_generation = self._io.read_u8le()
            self._raw_reserved1 = self._io.read_bytes_full()
            _io__raw_reserved1 = KaitaiStream(BytesIO(self._raw_reserved1))
            self.reserved1 = XenPvContext.SharedInfoRest(_io__raw_reserved1, self, self._root)


        def _fetch_instances(self):
            pass
            for i in range(len(self.vcpus)):
                pass
                self.vcpus[i]._fetch_instances()

            for i in range(len(self.evtchn_pending_words)):
                pass

            for i in range(len(self.evtchn_mask_words)):
                pass

            self.reserved1._fetch_instances()


    class SharedInfoPage(KaitaiStruct):
        """The shared page of a PV guest, 4096 octets. X86_PV_INFO tells the guest's
        width, and so which of the two it is.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.SharedInfoPage, self).__init__(_io)
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

            _ = self.guest_32
            if hasattr(self, '_m_guest_32'):
                pass
                self._m_guest_32._fetch_instances()

            _ = self.guest_64
            if hasattr(self, '_m_guest_64'):
                pass
                self._m_guest_64._fetch_instances()


        @property
        def data(self):
            """All of it as octets."""
            if hasattr(self, '_m_data'):
                return self._m_data

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_data = self._io.read_bytes_full()
            self._io.seek(_pos)
            return getattr(self, '_m_data', None)

        @property
        def guest_32(self):
            """As a 32-bit guest sees it."""
            if hasattr(self, '_m_guest_32'):
                return self._m_guest_32

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_guest_32 = XenPvContext.SharedInfo32(self._io, self, self._root)
            self._io.seek(_pos)
            return getattr(self, '_m_guest_32', None)

        @property
        def guest_64(self):
            """As a 64-bit guest sees it."""
            if hasattr(self, '_m_guest_64'):
                return self._m_guest_64

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_guest_64 = XenPvContext.SharedInfo64(self._io, self, self._root)
            self._io.seek(_pos)
            return getattr(self, '_m_guest_64', None)


    class SharedInfoRest(KaitaiStruct):
        """What follows the struct in its page.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.SharedInfoRest, self).__init__(_io)
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


    class StartInfo32(KaitaiStruct):
        """What a 32-bit PV guest is told at its start, and again when it is resumed.
        It is a page of the guest's memory, which the last X86_PV_VCPU_BASIC of
        vcpu 0 names; libxenguest writes it anew on restore.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.StartInfo32, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.magic = (KaitaiStream.bytes_terminate(self._io.read_bytes(32), 0, False)).decode(u"ISO-8859-1")
            self.nr_pages = self._io.read_u4le()
            self.shared_info = self._io.read_u4le()
            self.flags = self._io.read_u4le()
            self.store_mfn = self._io.read_u4le()
            self.store_evtchn = self._io.read_u4le()
            self.console_mfn = self._io.read_u4le()
            self.console_evtchn = self._io.read_u4le()
            self.pt_base = self._io.read_u4le()
            self.nr_pt_frames = self._io.read_u4le()
            self.mfn_list = self._io.read_u4le()
            self.mod_start = self._io.read_u4le()
            self.len_mod = self._io.read_u4le()
            self.cmd_line = (KaitaiStream.bytes_terminate(self._io.read_bytes(1024), 0, False)).decode(u"ISO-8859-1")
            self.first_p2m_pfn = self._io.read_u4le()
            self.nr_p2m_frames = self._io.read_u4le()


        def _fetch_instances(self):
            pass


        def __str__(self):
            return self.magic

    class StartInfo64(KaitaiStruct):
        """What a 64-bit PV guest is told at its start, and again when it is resumed.
        It is a page of the guest's memory, which the last X86_PV_VCPU_BASIC of
        vcpu 0 names; libxenguest writes it anew on restore.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.StartInfo64, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.magic = (KaitaiStream.bytes_terminate(self._io.read_bytes(32), 0, False)).decode(u"ISO-8859-1")
            self.nr_pages = self._io.read_u8le()
            self.shared_info = self._io.read_u8le()
            self.flags = self._io.read_u4le()
            self.padding1 = self._io.read_u4le()
            self.store_mfn = self._io.read_u8le()
            self.store_evtchn = self._io.read_u4le()
            self.padding2 = self._io.read_u4le()
            self.console_mfn = self._io.read_u8le()
            self.console_evtchn = self._io.read_u4le()
            self.padding3 = self._io.read_u4le()
            self.pt_base = self._io.read_u8le()
            self.nr_pt_frames = self._io.read_u8le()
            self.mfn_list = self._io.read_u8le()
            self.mod_start = self._io.read_u8le()
            self.len_mod = self._io.read_u8le()
            self.cmd_line = (KaitaiStream.bytes_terminate(self._io.read_bytes(1024), 0, False)).decode(u"ISO-8859-1")
            self.first_p2m_pfn = self._io.read_u8le()
            self.nr_p2m_frames = self._io.read_u8le()


        def _fetch_instances(self):
            pass


        def __str__(self):
            return self.magic

    class TrapInfo32(KaitaiStruct):
        """Where a trap of the guest goes.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.TrapInfo32, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.vector = self._io.read_u1()
            self.flags = self._io.read_u1()
            self.cs = self._io.read_u2le()
            self.address = self._io.read_u4le()


        def _fetch_instances(self):
            pass


    class TrapInfo64(KaitaiStruct):
        """Where a trap of the guest goes.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.TrapInfo64, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.vector = self._io.read_u1()
            self.flags = self._io.read_u1()
            self.cs = self._io.read_u2le()
            self.padding1 = self._io.read_u4le()
            self.address = self._io.read_u8le()


        def _fetch_instances(self):
            pass


    class TrapTable32(KaitaiStruct):
        """The virtual IDT of a 32-bit guest; nothing is parsed before `entries` is
        read.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.TrapTable32, self).__init__(_io)
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

            _ = self.entries
            if hasattr(self, '_m_entries'):
                pass
                for i in range(len(self._m_entries)):
                    pass
                    self._m_entries[i]._fetch_instances()



        @property
        def data(self):
            """All of it as octets."""
            if hasattr(self, '_m_data'):
                return self._m_data

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_data = self._io.read_bytes_full()
            self._io.seek(_pos)
            return getattr(self, '_m_data', None)

        @property
        def entries(self):
            if hasattr(self, '_m_entries'):
                return self._m_entries

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_entries = []
            i = 0
            while not self._io.is_eof():
                self._m_entries.append(XenPvContext.TrapInfo32(self._io, self, self._root))
                i += 1

            self._io.seek(_pos)
            return getattr(self, '_m_entries', None)


    class TrapTable64(KaitaiStruct):
        """The virtual IDT of a 64-bit guest; nothing is parsed before `entries` is
        read.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.TrapTable64, self).__init__(_io)
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

            _ = self.entries
            if hasattr(self, '_m_entries'):
                pass
                for i in range(len(self._m_entries)):
                    pass
                    self._m_entries[i]._fetch_instances()



        @property
        def data(self):
            """All of it as octets."""
            if hasattr(self, '_m_data'):
                return self._m_data

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_data = self._io.read_bytes_full()
            self._io.seek(_pos)
            return getattr(self, '_m_data', None)

        @property
        def entries(self):
            if hasattr(self, '_m_entries'):
                return self._m_entries

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_entries = []
            i = 0
            while not self._io.is_eof():
                self._m_entries.append(XenPvContext.TrapInfo64(self._io, self, self._root))
                i += 1

            self._io.seek(_pos)
            return getattr(self, '_m_entries', None)


    class UserRegs32(KaitaiStruct):
        """General registers of a 32-bit PV vcpu. EDX of vcpu 0 names in a stream the
        pfn of the start_info.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen-x86_32.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.UserRegs32, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.ebx = self._io.read_u4le()
            self.ecx = self._io.read_u4le()
            self.edx = self._io.read_u4le()
            self.esi = self._io.read_u4le()
            self.edi = self._io.read_u4le()
            self.ebp = self._io.read_u4le()
            self.eax = self._io.read_u4le()
            self.error_code = self._io.read_u2le()
            self.entry_vector = self._io.read_u2le()
            self.eip = self._io.read_u4le()
            self.cs = self._io.read_u2le()
            self.saved_upcall_mask = self._io.read_u1()
            self.padding1 = self._io.read_u1()
            self.eflags = self._io.read_u4le()
            self.esp = self._io.read_u4le()
            self.ss = self._io.read_u2le()
            self.padding2 = self._io.read_u2le()
            self.es = self._io.read_u2le()
            self.padding3 = self._io.read_u2le()
            self.ds = self._io.read_u2le()
            self.padding4 = self._io.read_u2le()
            self.fs = self._io.read_u2le()
            self.padding5 = self._io.read_u2le()
            self.gs = self._io.read_u2le()
            self.padding6 = self._io.read_u2le()


        def _fetch_instances(self):
            pass


    class UserRegs64(KaitaiStruct):
        """General registers of a 64-bit PV vcpu. RDX of vcpu 0 names in a stream the
        pfn of the start_info.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen-x86_64.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.UserRegs64, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.r15 = self._io.read_u8le()
            self.r14 = self._io.read_u8le()
            self.r13 = self._io.read_u8le()
            self.r12 = self._io.read_u8le()
            self.rbp = self._io.read_u8le()
            self.rbx = self._io.read_u8le()
            self.r11 = self._io.read_u8le()
            self.r10 = self._io.read_u8le()
            self.r9 = self._io.read_u8le()
            self.r8 = self._io.read_u8le()
            self.rax = self._io.read_u8le()
            self.rcx = self._io.read_u8le()
            self.rdx = self._io.read_u8le()
            self.rsi = self._io.read_u8le()
            self.rdi = self._io.read_u8le()
            self.error_code = self._io.read_u4le()
            self.entry_vector = self._io.read_u4le()
            self.rip = self._io.read_u8le()
            self.cs = self._io.read_u2le()
            self.padding1 = []
            for i in range(1):
                self.padding1.append(self._io.read_u2le())

            self.saved_upcall_mask = self._io.read_u1()
            self.padding2 = []
            for i in range(3):
                self.padding2.append(self._io.read_u1())

            self.rflags = self._io.read_u8le()
            self.rsp = self._io.read_u8le()
            self.ss = self._io.read_u2le()
            self.padding3 = []
            for i in range(3):
                self.padding3.append(self._io.read_u2le())

            self.es = self._io.read_u2le()
            self.padding4 = []
            for i in range(3):
                self.padding4.append(self._io.read_u2le())

            self.ds = self._io.read_u2le()
            self.padding5 = []
            for i in range(3):
                self.padding5.append(self._io.read_u2le())

            self.fs = self._io.read_u2le()
            self.padding6 = []
            for i in range(3):
                self.padding6.append(self._io.read_u2le())

            self.gs = self._io.read_u2le()
            self.padding7 = []
            for i in range(3):
                self.padding7.append(self._io.read_u2le())



        def _fetch_instances(self):
            pass
            for i in range(len(self.padding1)):
                pass

            for i in range(len(self.padding2)):
                pass

            for i in range(len(self.padding3)):
                pass

            for i in range(len(self.padding4)):
                pass

            for i in range(len(self.padding5)):
                pass

            for i in range(len(self.padding6)):
                pass

            for i in range(len(self.padding7)):
                pass



    class VcpuGuestContext32(KaitaiStruct):
        """State of a vcpu of a 32-bit PV guest, 2800 octets.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.VcpuGuestContext32, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self._raw_fpu_ctxt = self._io.read_bytes(512)
            _io__raw_fpu_ctxt = KaitaiStream(BytesIO(self._raw_fpu_ctxt))
            self.fpu_ctxt = xenstream_parsers.x86_xsave_area.X86XsaveArea.FxsaveArea(_io__raw_fpu_ctxt)
            self.flags = self._io.read_u4le()
            self.user_regs = XenPvContext.UserRegs32(self._io, self, self._root)
            self._raw_trap_ctxt = self._io.read_bytes(2048)
            _io__raw_trap_ctxt = KaitaiStream(BytesIO(self._raw_trap_ctxt))
            self.trap_ctxt = XenPvContext.TrapTable32(_io__raw_trap_ctxt, self, self._root)
            self.ldt_base = self._io.read_u4le()
            self.ldt_ents = self._io.read_u4le()
            self.gdt_frames = []
            for i in range(16):
                self.gdt_frames.append(self._io.read_u4le())

            self.gdt_ents = self._io.read_u4le()
            self.kernel_ss = self._io.read_u4le()
            self.kernel_sp = self._io.read_u4le()
            self.ctrlregs = []
            for i in range(8):
                self.ctrlregs.append(self._io.read_u4le())

            self.debugregs = []
            for i in range(8):
                self.debugregs.append(self._io.read_u4le())

            self.event_callback_cs = self._io.read_u4le()
            self.event_callback_eip = self._io.read_u4le()
            self.failsafe_callback_cs = self._io.read_u4le()
            self.failsafe_callback_eip = self._io.read_u4le()
            self.vm_assist = self._io.read_u4le()


        def _fetch_instances(self):
            pass
            self.fpu_ctxt._fetch_instances()
            self.user_regs._fetch_instances()
            self.trap_ctxt._fetch_instances()
            for i in range(len(self.gdt_frames)):
                pass

            for i in range(len(self.ctrlregs)):
                pass

            for i in range(len(self.debugregs)):
                pass


        @property
        def failsafe_disables_events(self):
            """Bit 3 of `flags`."""
            if hasattr(self, '_m_failsafe_disables_events'):
                return self._m_failsafe_disables_events

            self._m_failsafe_disables_events = self.flags & 8 != 0
            return getattr(self, '_m_failsafe_disables_events', None)

        @property
        def is_i387_valid(self):
            """Bit 0 of `flags`."""
            if hasattr(self, '_m_is_i387_valid'):
                return self._m_is_i387_valid

            self._m_is_i387_valid = self.flags & 1 != 0
            return getattr(self, '_m_is_i387_valid', None)

        @property
        def is_in_kernel(self):
            """Bit 2 of `flags`."""
            if hasattr(self, '_m_is_in_kernel'):
                return self._m_is_in_kernel

            self._m_is_in_kernel = self.flags & 4 != 0
            return getattr(self, '_m_is_in_kernel', None)

        @property
        def is_online(self):
            """Bit 5 of `flags`."""
            if hasattr(self, '_m_is_online'):
                return self._m_is_online

            self._m_is_online = self.flags & 32 != 0
            return getattr(self, '_m_is_online', None)

        @property
        def syscall_disables_events(self):
            """Bit 4 of `flags`."""
            if hasattr(self, '_m_syscall_disables_events'):
                return self._m_syscall_disables_events

            self._m_syscall_disables_events = self.flags & 16 != 0
            return getattr(self, '_m_syscall_disables_events', None)


    class VcpuGuestContext64(KaitaiStruct):
        """State of a vcpu of a 64-bit PV guest, 5168 octets.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.VcpuGuestContext64, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self._raw_fpu_ctxt = self._io.read_bytes(512)
            _io__raw_fpu_ctxt = KaitaiStream(BytesIO(self._raw_fpu_ctxt))
            self.fpu_ctxt = xenstream_parsers.x86_xsave_area.X86XsaveArea.FxsaveArea(_io__raw_fpu_ctxt)
            self.flags = self._io.read_u8le()
            self.user_regs = XenPvContext.UserRegs64(self._io, self, self._root)
            self._raw_trap_ctxt = self._io.read_bytes(4096)
            _io__raw_trap_ctxt = KaitaiStream(BytesIO(self._raw_trap_ctxt))
            self.trap_ctxt = XenPvContext.TrapTable64(_io__raw_trap_ctxt, self, self._root)
            self.ldt_base = self._io.read_u8le()
            self.ldt_ents = self._io.read_u8le()
            self.gdt_frames = []
            for i in range(16):
                self.gdt_frames.append(self._io.read_u8le())

            self.gdt_ents = self._io.read_u8le()
            self.kernel_ss = self._io.read_u8le()
            self.kernel_sp = self._io.read_u8le()
            self.ctrlregs = []
            for i in range(8):
                self.ctrlregs.append(self._io.read_u8le())

            self.debugregs = []
            for i in range(8):
                self.debugregs.append(self._io.read_u8le())

            self.event_callback_eip = self._io.read_u8le()
            self.failsafe_callback_eip = self._io.read_u8le()
            self.syscall_callback_eip = self._io.read_u8le()
            self.vm_assist = self._io.read_u8le()
            self.fs_base = self._io.read_u8le()
            self.gs_base_kernel = self._io.read_u8le()
            self.gs_base_user = self._io.read_u8le()


        def _fetch_instances(self):
            pass
            self.fpu_ctxt._fetch_instances()
            self.user_regs._fetch_instances()
            self.trap_ctxt._fetch_instances()
            for i in range(len(self.gdt_frames)):
                pass

            for i in range(len(self.ctrlregs)):
                pass

            for i in range(len(self.debugregs)):
                pass

            _ = self.flag_bits
            if hasattr(self, '_m_flag_bits'):
                pass


        @property
        def failsafe_disables_events(self):
            """Bit 3 of `flag_bits`."""
            if hasattr(self, '_m_failsafe_disables_events'):
                return self._m_failsafe_disables_events

            self._m_failsafe_disables_events = self.flag_bits & 8 != 0
            return getattr(self, '_m_failsafe_disables_events', None)

        @property
        def flag_bits(self):
            """Bits 0 to 31 of `flags`, which all of them are."""
            if hasattr(self, '_m_flag_bits'):
                return self._m_flag_bits

            _pos = self._io.pos()
            self._io.seek(512)
            self._m_flag_bits = self._io.read_u4le()
            self._io.seek(_pos)
            return getattr(self, '_m_flag_bits', None)

        @property
        def is_i387_valid(self):
            """Bit 0 of `flag_bits`."""
            if hasattr(self, '_m_is_i387_valid'):
                return self._m_is_i387_valid

            self._m_is_i387_valid = self.flag_bits & 1 != 0
            return getattr(self, '_m_is_i387_valid', None)

        @property
        def is_in_kernel(self):
            """Bit 2 of `flag_bits`."""
            if hasattr(self, '_m_is_in_kernel'):
                return self._m_is_in_kernel

            self._m_is_in_kernel = self.flag_bits & 4 != 0
            return getattr(self, '_m_is_in_kernel', None)

        @property
        def is_online(self):
            """Bit 5 of `flag_bits`."""
            if hasattr(self, '_m_is_online'):
                return self._m_is_online

            self._m_is_online = self.flag_bits & 32 != 0
            return getattr(self, '_m_is_online', None)

        @property
        def syscall_disables_events(self):
            """Bit 4 of `flag_bits`."""
            if hasattr(self, '_m_syscall_disables_events'):
                return self._m_syscall_disables_events

            self._m_syscall_disables_events = self.flag_bits & 16 != 0
            return getattr(self, '_m_syscall_disables_events', None)


    class VcpuInfo32(KaitaiStruct):
        """What the guest and Xen share of a vcpu.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        
        
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.VcpuInfo32, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.evtchn_upcall_pending = self._io.read_u1()
            self.evtchn_upcall_mask = self._io.read_u1()
            self.padding1 = []
            for i in range(2):
                self.padding1.append(self._io.read_u1())

            self.evtchn_pending_sel = self._io.read_u4le()
            self.cr2 = self._io.read_u4le()
            self.reserved1 = []
            for i in range(5):
                self.reserved1.append(self._io.read_u4le())

            self.time = XenPvContext.VcpuTimeInfo(self._io, self, self._root)


        def _fetch_instances(self):
            pass
            for i in range(len(self.padding1)):
                pass

            for i in range(len(self.reserved1)):
                pass

            self.time._fetch_instances()


    class VcpuInfo64(KaitaiStruct):
        """What the guest and Xen share of a vcpu.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        
        
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.VcpuInfo64, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.evtchn_upcall_pending = self._io.read_u1()
            self.evtchn_upcall_mask = self._io.read_u1()
            self.padding1 = []
            for i in range(6):
                self.padding1.append(self._io.read_u1())

            self.evtchn_pending_sel = self._io.read_u8le()
            self.cr2 = self._io.read_u8le()
            self.reserved1 = []
            for i in range(1):
                self.reserved1.append(self._io.read_u8le())

            self.time = XenPvContext.VcpuTimeInfo(self._io, self, self._root)


        def _fetch_instances(self):
            pass
            for i in range(len(self.padding1)):
                pass

            for i in range(len(self.reserved1)):
                pass

            self.time._fetch_instances()


    class VcpuTimeInfo(KaitaiStruct):
        """How a vcpu makes its time of its TSC.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenPvContext.VcpuTimeInfo, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.version = self._io.read_u4le()
            self.reserved1 = self._io.read_u4le()
            self.tsc_timestamp = self._io.read_u8le()
            self.system_time = self._io.read_u8le()
            self.tsc_to_system_mul = self._io.read_u4le()
            self.tsc_shift = self._io.read_s1()
            self.flags = self._io.read_u1()
            self.reserved2 = []
            for i in range(2):
                self.reserved2.append(self._io.read_u1())



        def _fetch_instances(self):
            pass
            for i in range(len(self.reserved2)):
                pass


        @property
        def is_guest_stopped(self):
            """Bit 1 of `flags`."""
            if hasattr(self, '_m_is_guest_stopped'):
                return self._m_is_guest_stopped

            self._m_is_guest_stopped = self.flags & 2 != 0
            return getattr(self, '_m_is_guest_stopped', None)

        @property
        def is_tsc_stable(self):
            """Bit 0 of `flags`."""
            if hasattr(self, '_m_is_tsc_stable'):
                return self._m_is_tsc_stable

            self._m_is_tsc_stable = self.flags & 1 != 0
            return getattr(self, '_m_is_tsc_stable', None)


    @property
    def data(self):
        """All of it as octets."""
        if hasattr(self, '_m_data'):
            return self._m_data

        _pos = self._io.pos()
        self._io.seek(0)
        self._m_data = self._io.read_bytes_full()
        self._io.seek(_pos)
        return getattr(self, '_m_data', None)

    @property
    def guest_32(self):
        """Of a 32-bit guest."""
        if hasattr(self, '_m_guest_32'):
            return self._m_guest_32

        if self._io.size() == 2800:
            pass
            _pos = self._io.pos()
            self._io.seek(0)
            self._m_guest_32 = XenPvContext.VcpuGuestContext32(self._io, self, self._root)
            self._io.seek(_pos)

        return getattr(self, '_m_guest_32', None)

    @property
    def guest_64(self):
        """Of a 64-bit guest."""
        if hasattr(self, '_m_guest_64'):
            return self._m_guest_64

        if self._io.size() == 5168:
            pass
            _pos = self._io.pos()
            self._io.seek(0)
            self._m_guest_64 = XenPvContext.VcpuGuestContext64(self._io, self, self._root)
            self._io.seek(_pos)

        return getattr(self, '_m_guest_64', None)



# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
import xenstream_parsers
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class XenHvmStates(KaitaiStruct):
    """The structs of public/arch-x86/hvm/save.h, which `xen_hvm_context.ksy` puts
    together. All integers are little-endian, whatever the endianness of the
    stream around it: they are an x86 processor's and Xen's on it. A state that
    none of them describes is the type of this file itself: octets. Fields that an
    older Xen did not have yet are the last ones of their struct, and not there
    where it ends before them.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
    """
    def __init__(self, _io, _parent=None, _root=None):
        super(XenHvmStates, self).__init__(_io)
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


    class HpetTimer(KaitaiStruct):
        """A comparator.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HpetTimer, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.config = self._io.read_u8le()
            self.cmp = self._io.read_u8le()
            self.fsb = self._io.read_u8le()
            self.reserved1 = self._io.read_u8le()


        def _fetch_instances(self):
            pass


    class HvmCpu(KaitaiStruct):
        """Registers of a vcpu: 1032 octets since Xen 4.7, 1024 before, and 1016
        without `msr_tsc_aux` before 3.4. Xen takes a shorter one that is not of
        1016 as if zeros followed.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmCpu, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self._raw_fpu_regs = self._io.read_bytes(512)
            _io__raw_fpu_regs = KaitaiStream(BytesIO(self._raw_fpu_regs))
            self.fpu_regs = xenstream_parsers.x86_xsave_area.X86XsaveArea.FxsaveArea(_io__raw_fpu_regs)
            self.rax = self._io.read_u8le()
            self.rbx = self._io.read_u8le()
            self.rcx = self._io.read_u8le()
            self.rdx = self._io.read_u8le()
            self.rbp = self._io.read_u8le()
            self.rsi = self._io.read_u8le()
            self.rdi = self._io.read_u8le()
            self.rsp = self._io.read_u8le()
            self.r8 = self._io.read_u8le()
            self.r9 = self._io.read_u8le()
            self.r10 = self._io.read_u8le()
            self.r11 = self._io.read_u8le()
            self.r12 = self._io.read_u8le()
            self.r13 = self._io.read_u8le()
            self.r14 = self._io.read_u8le()
            self.r15 = self._io.read_u8le()
            self.rip = self._io.read_u8le()
            self.rflags = self._io.read_u8le()
            self.cr0 = self._io.read_u8le()
            self.cr2 = self._io.read_u8le()
            self.cr3 = self._io.read_u8le()
            self.cr4 = self._io.read_u8le()
            self.dr0 = self._io.read_u8le()
            self.dr1 = self._io.read_u8le()
            self.dr2 = self._io.read_u8le()
            self.dr3 = self._io.read_u8le()
            self.dr6 = self._io.read_u8le()
            self.dr7 = self._io.read_u8le()
            self.cs_sel = self._io.read_u4le()
            self.ds_sel = self._io.read_u4le()
            self.es_sel = self._io.read_u4le()
            self.fs_sel = self._io.read_u4le()
            self.gs_sel = self._io.read_u4le()
            self.ss_sel = self._io.read_u4le()
            self.tr_sel = self._io.read_u4le()
            self.ldtr_sel = self._io.read_u4le()
            self.cs_limit = self._io.read_u4le()
            self.ds_limit = self._io.read_u4le()
            self.es_limit = self._io.read_u4le()
            self.fs_limit = self._io.read_u4le()
            self.gs_limit = self._io.read_u4le()
            self.ss_limit = self._io.read_u4le()
            self.tr_limit = self._io.read_u4le()
            self.ldtr_limit = self._io.read_u4le()
            self.idtr_limit = self._io.read_u4le()
            self.gdtr_limit = self._io.read_u4le()
            self.cs_base = self._io.read_u8le()
            self.ds_base = self._io.read_u8le()
            self.es_base = self._io.read_u8le()
            self.fs_base = self._io.read_u8le()
            self.gs_base = self._io.read_u8le()
            self.ss_base = self._io.read_u8le()
            self.tr_base = self._io.read_u8le()
            self.ldtr_base = self._io.read_u8le()
            self.idtr_base = self._io.read_u8le()
            self.gdtr_base = self._io.read_u8le()
            self.cs_arbytes = self._io.read_u4le()
            self.ds_arbytes = self._io.read_u4le()
            self.es_arbytes = self._io.read_u4le()
            self.fs_arbytes = self._io.read_u4le()
            self.gs_arbytes = self._io.read_u4le()
            self.ss_arbytes = self._io.read_u4le()
            self.tr_arbytes = self._io.read_u4le()
            self.ldtr_arbytes = self._io.read_u4le()
            self.sysenter_cs = self._io.read_u8le()
            self.sysenter_esp = self._io.read_u8le()
            self.sysenter_eip = self._io.read_u8le()
            self.shadow_gs = self._io.read_u8le()
            self.msr_flags = self._io.read_u8le()
            self.msr_lstar = self._io.read_u8le()
            self.msr_star = self._io.read_u8le()
            self.msr_cstar = self._io.read_u8le()
            self.msr_syscall_mask = self._io.read_u8le()
            self.msr_efer = self._io.read_u8le()
            if (not (self.is_compat)):
                pass
                self.msr_tsc_aux = self._io.read_u8le()

            self.tsc = self._io.read_u8le()
            self.pending_event = self._io.read_u4le()
            self.error_code = self._io.read_u4le()
            if (not (self._io.is_eof())):
                pass
                self.flags = self._io.read_u4le()

            if (not (self._io.is_eof())):
                pass
                self.reserved1 = self._io.read_u4le()



        def _fetch_instances(self):
            pass
            self.fpu_regs._fetch_instances()
            if (not (self.is_compat)):
                pass

            if (not (self._io.is_eof())):
                pass

            if (not (self._io.is_eof())):
                pass


        @property
        def is_compat(self):
            """Whether it is of a Xen before 3.4."""
            if hasattr(self, '_m_is_compat'):
                return self._m_is_compat

            self._m_is_compat = self._io.size() == 1016
            return getattr(self, '_m_is_compat', None)

        @property
        def is_fpu_initialised(self):
            """Bit 0 of `flags`. Of an older layout Xen takes it for set."""
            if hasattr(self, '_m_is_fpu_initialised'):
                return self._m_is_fpu_initialised

            if self._io.size() >= 1028:
                pass
                self._m_is_fpu_initialised = self.flags & 1 != 0

            return getattr(self, '_m_is_fpu_initialised', None)

        @property
        def is_pending_error_valid(self):
            """Whether there is an `error_code`."""
            if hasattr(self, '_m_is_pending_error_valid'):
                return self._m_is_pending_error_valid

            self._m_is_pending_error_valid = self.pending_event & 2048 != 0
            return getattr(self, '_m_is_pending_error_valid', None)

        @property
        def is_pending_valid(self):
            """Whether there is an event."""
            if hasattr(self, '_m_is_pending_valid'):
                return self._m_is_pending_valid

            self._m_is_pending_valid = self.pending_event >= 2147483648
            return getattr(self, '_m_is_pending_valid', None)

        @property
        def pending_reserved(self):
            if hasattr(self, '_m_pending_reserved'):
                return self._m_pending_reserved

            self._m_pending_reserved = self.pending_event >> 12 & 524287
            return getattr(self, '_m_pending_reserved', None)

        @property
        def pending_type(self):
            if hasattr(self, '_m_pending_type'):
                return self._m_pending_type

            self._m_pending_type = self.pending_event >> 8 & 7
            return getattr(self, '_m_pending_type', None)

        @property
        def pending_vector(self):
            if hasattr(self, '_m_pending_vector'):
                return self._m_pending_vector

            self._m_pending_vector = self.pending_event & 255
            return getattr(self, '_m_pending_vector', None)


    class HvmCpuMsrs(KaitaiStruct):
        """Further MSRs of a vcpu.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmCpuMsrs, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.num_msrs = self._io.read_u4le()
            self.padding1 = self._io.read_u4le()
            self._raw_msrs = []
            self.msrs = []
            i = 0
            while not self._io.is_eof():
                self._raw_msrs.append(self._io.read_bytes(16))
                _io__raw_msrs = KaitaiStream(BytesIO(self._raw_msrs[-1]))
                self.msrs.append(xenstream_parsers.xen_cpu_policy.XenCpuPolicy.MsrEntry(_io__raw_msrs))
                i += 1



        def _fetch_instances(self):
            pass
            for i in range(len(self.msrs)):
                pass
                self.msrs[i]._fetch_instances()



        def __str__(self):
            return str(self.num_msrs) + u" MSRs"

    class HvmCpuXsave(KaitaiStruct):
        """What XSAVE saves of a vcpu. Xen cuts the area where the components that
        `xcr0_accum` names end.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmCpuXsave, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.xfeature_mask = self._io.read_u8le()
            self.xcr0 = self._io.read_u8le()
            self.xcr0_accum = self._io.read_u8le()
            self._raw_area = self._io.read_bytes_full()
            _io__raw_area = KaitaiStream(BytesIO(self._raw_area))
            self.area = xenstream_parsers.x86_xsave_area.X86XsaveArea(_io__raw_area)


        def _fetch_instances(self):
            pass
            self.area._fetch_instances()
            _ = self.enabled
            if hasattr(self, '_m_enabled'):
                pass
                self._m_enabled._fetch_instances()

            _ = self.ever_enabled
            if hasattr(self, '_m_ever_enabled'):
                pass
                self._m_ever_enabled._fetch_instances()


        @property
        def enabled(self):
            """The bits of `xcr0`."""
            if hasattr(self, '_m_enabled'):
                return self._m_enabled

            _pos = self._io.pos()
            self._io.seek(8)
            self._m_enabled = xenstream_parsers.x86_xsave_area.X86XsaveArea.XstateSet(self._io)
            self._io.seek(_pos)
            return getattr(self, '_m_enabled', None)

        @property
        def ever_enabled(self):
            """The bits of `xcr0_accum`."""
            if hasattr(self, '_m_ever_enabled'):
                return self._m_ever_enabled

            _pos = self._io.pos()
            self._io.seek(16)
            self._m_ever_enabled = xenstream_parsers.x86_xsave_area.X86XsaveArea.XstateSet(self._io)
            self._io.seek(_pos)
            return getattr(self, '_m_ever_enabled', None)


    class HvmHeader(KaitaiStruct):
        """The first entry of an image: what saved it, and on which processor.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.magic = self._io.read_u4le()
            self.version = self._io.read_u4le()
            self.changeset = self._io.read_u8le()
            self.cpuid = self._io.read_u4le()
            self.gtsc_khz = self._io.read_u4le()


        def _fetch_instances(self):
            pass


    class HvmHpet(KaitaiStruct):
        """The registers of the high precision event timer, and the periods that were
        written last.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmHpet, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.capability = self._io.read_u8le()
            self.reserved1 = self._io.read_u8le()
            self.config = self._io.read_u8le()
            self.reserved2 = self._io.read_u8le()
            self.isr = self._io.read_u8le()
            self.reserved3 = []
            for i in range(25):
                self.reserved3.append(self._io.read_u8le())

            self.mc64 = self._io.read_u8le()
            self.reserved4 = self._io.read_u8le()
            self.timers = []
            for i in range(3):
                self.timers.append(XenHvmStates.HpetTimer(self._io, self, self._root))

            self.reserved5 = []
            for i in range(84):
                self.reserved5.append(self._io.read_u8le())

            self.periods = []
            for i in range(3):
                self.periods.append(self._io.read_u8le())



        def _fetch_instances(self):
            pass
            for i in range(len(self.reserved3)):
                pass

            for i in range(len(self.timers)):
                pass
                self.timers[i]._fetch_instances()

            for i in range(len(self.reserved5)):
                pass

            for i in range(len(self.periods)):
                pass



    class HvmIoapic(KaitaiStruct):
        """The I/O APIC and its 48 pins.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmIoapic, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.base_address = self._io.read_u8le()
            self.ioregsel = self._io.read_u4le()
            self.apic_id = self._io.read_u4le()
            self.redirections = []
            for i in range(48):
                self.redirections.append(XenHvmStates.IoapicRedirection(self._io, self, self._root))



        def _fetch_instances(self):
            pass
            for i in range(len(self.redirections)):
                pass
                self.redirections[i]._fetch_instances()



    class HvmIsaIrqs(KaitaiStruct):
        """Which ISA lines are asserted.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmIsaIrqs, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.lines = []
            for i in range(1):
                self.lines.append(self._io.read_u8le())



        def _fetch_instances(self):
            pass
            for i in range(len(self.lines)):
                pass



    class HvmLapic(KaitaiStruct):
        """A local APIC, but for its page of registers: 32 octets since Xen 4.18.5,
        4.19.2, 4.20.1 and 4.21, 24 before.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmLapic, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.apic_base_msr = self._io.read_u8le()
            self.disabled = self._io.read_u4le()
            self.timer_divisor = self._io.read_u4le()
            self.tdt_msr = self._io.read_u8le()
            if (not (self._io.is_eof())):
                pass
                self.pending_esr = self._io.read_u4le()

            if (not (self._io.is_eof())):
                pass
                self.padding1 = self._io.read_u4le()



        def _fetch_instances(self):
            pass
            if (not (self._io.is_eof())):
                pass

            if (not (self._io.is_eof())):
                pass


        @property
        def is_hw_disabled(self):
            """Bit 0 of `disabled`."""
            if hasattr(self, '_m_is_hw_disabled'):
                return self._m_is_hw_disabled

            self._m_is_hw_disabled = self.disabled & 1 != 0
            return getattr(self, '_m_is_hw_disabled', None)

        @property
        def is_sw_disabled(self):
            """Bit 1 of `disabled`."""
            if hasattr(self, '_m_is_sw_disabled'):
                return self._m_is_sw_disabled

            self._m_is_sw_disabled = self.disabled & 2 != 0
            return getattr(self, '_m_is_sw_disabled', None)


    class HvmLapicRegs(KaitaiStruct):
        """The page of registers of a local APIC, as the guest sees it: one of 32
        bits every 16 octets.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/apicdef.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmLapicRegs, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.reserved1 = []
            for i in range(2):
                self.reserved1.append(XenHvmStates.LapicRegister(self._io, self, self._root))

            self.apic_id = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.version = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.reserved2 = []
            for i in range(4):
                self.reserved2.append(XenHvmStates.LapicRegister(self._io, self, self._root))

            self.tpr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.apr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.ppr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.eoi = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.rrd = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.ldr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.dfr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.svr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.isrs = []
            for i in range(8):
                self.isrs.append(XenHvmStates.LapicRegister(self._io, self, self._root))

            self.tmrs = []
            for i in range(8):
                self.tmrs.append(XenHvmStates.LapicRegister(self._io, self, self._root))

            self.irrs = []
            for i in range(8):
                self.irrs.append(XenHvmStates.LapicRegister(self._io, self, self._root))

            self.esr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.reserved3 = []
            for i in range(6):
                self.reserved3.append(XenHvmStates.LapicRegister(self._io, self, self._root))

            self.lvt_cmci = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.icr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.icr2 = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_timer = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_thermal = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_pc = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_lint0 = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_lint1 = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_error = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.tmict = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.tmcct = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.reserved4 = []
            for i in range(4):
                self.reserved4.append(XenHvmStates.LapicRegister(self._io, self, self._root))

            self.tdcr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.self_ipi = XenHvmStates.LapicRegister(self._io, self, self._root)


        def _fetch_instances(self):
            pass
            for i in range(len(self.reserved1)):
                pass
                self.reserved1[i]._fetch_instances()

            self.apic_id._fetch_instances()
            self.version._fetch_instances()
            for i in range(len(self.reserved2)):
                pass
                self.reserved2[i]._fetch_instances()

            self.tpr._fetch_instances()
            self.apr._fetch_instances()
            self.ppr._fetch_instances()
            self.eoi._fetch_instances()
            self.rrd._fetch_instances()
            self.ldr._fetch_instances()
            self.dfr._fetch_instances()
            self.svr._fetch_instances()
            for i in range(len(self.isrs)):
                pass
                self.isrs[i]._fetch_instances()

            for i in range(len(self.tmrs)):
                pass
                self.tmrs[i]._fetch_instances()

            for i in range(len(self.irrs)):
                pass
                self.irrs[i]._fetch_instances()

            self.esr._fetch_instances()
            for i in range(len(self.reserved3)):
                pass
                self.reserved3[i]._fetch_instances()

            self.lvt_cmci._fetch_instances()
            self.icr._fetch_instances()
            self.icr2._fetch_instances()
            self.lvt_timer._fetch_instances()
            self.lvt_thermal._fetch_instances()
            self.lvt_pc._fetch_instances()
            self.lvt_lint0._fetch_instances()
            self.lvt_lint1._fetch_instances()
            self.lvt_error._fetch_instances()
            self.tmict._fetch_instances()
            self.tmcct._fetch_instances()
            for i in range(len(self.reserved4)):
                pass
                self.reserved4[i]._fetch_instances()

            self.tdcr._fetch_instances()
            self.self_ipi._fetch_instances()


    class HvmMtrr(KaitaiStruct):
        """Memory type range registers and PAT of a vcpu.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmMtrr, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.msr_pat_cr = self._io.read_u8le()
            self.ranges = []
            for i in range(8):
                self.ranges.append(XenHvmStates.MtrrRange(self._io, self, self._root))

            self.fixed_ranges = []
            for i in range(11):
                self.fixed_ranges.append(self._io.read_u8le())

            self.msr_mtrr_cap = self._io.read_u8le()
            self.msr_mtrr_def_type = self._io.read_u8le()


        def _fetch_instances(self):
            pass
            for i in range(len(self.ranges)):
                pass
                self.ranges[i]._fetch_instances()

            for i in range(len(self.fixed_ranges)):
                pass



    class HvmPciIrqs(KaitaiStruct):
        """Which INTx lines of PCI are asserted.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmPciIrqs, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.lines = []
            for i in range(2):
                self.lines.append(self._io.read_u8le())



        def _fetch_instances(self):
            pass
            for i in range(len(self.lines)):
                pass



    class HvmPciLinks(KaitaiStruct):
        """The ISA lines that the PCI links go to.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmPciLinks, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.routes = []
            for i in range(4):
                self.routes.append(self._io.read_u1())

            self.reserved1 = []
            for i in range(4):
                self.reserved1.append(self._io.read_u1())



        def _fetch_instances(self):
            pass
            for i in range(len(self.routes)):
                pass

            for i in range(len(self.reserved1)):
                pass



    class HvmPic(KaitaiStruct):
        """One of the two 8259 interrupt controllers.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmPic, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.irr = self._io.read_u1()
            self.imr = self._io.read_u1()
            self.isr = self._io.read_u1()
            self.irq_base = self._io.read_u1()
            self.init_bits = self._io.read_u1()
            self.mode_bits = self._io.read_u1()
            self.elcr = self._io.read_u1()
            self.int_output = self._io.read_u1()


        def _fetch_instances(self):
            pass

        @property
        def auto_eoi(self):
            """Bit 2 of `mode_bits`."""
            if hasattr(self, '_m_auto_eoi'):
                return self._m_auto_eoi

            self._m_auto_eoi = self.mode_bits & 4 != 0
            return getattr(self, '_m_auto_eoi', None)

        @property
        def init_state(self):
            if hasattr(self, '_m_init_state'):
                return self._m_init_state

            self._m_init_state = self.init_bits & 15
            return getattr(self, '_m_init_state', None)

        @property
        def is_master(self):
            """Bit 6 of `mode_bits`."""
            if hasattr(self, '_m_is_master'):
                return self._m_is_master

            self._m_is_master = self.mode_bits & 64 != 0
            return getattr(self, '_m_is_master', None)

        @property
        def poll(self):
            """Bit 1 of `mode_bits`."""
            if hasattr(self, '_m_poll'):
                return self._m_poll

            self._m_poll = self.mode_bits & 2 != 0
            return getattr(self, '_m_poll', None)

        @property
        def priority_add(self):
            if hasattr(self, '_m_priority_add'):
                return self._m_priority_add

            self._m_priority_add = self.init_bits >> 4
            return getattr(self, '_m_priority_add', None)

        @property
        def readsel_isr(self):
            """Bit 0 of `mode_bits`."""
            if hasattr(self, '_m_readsel_isr'):
                return self._m_readsel_isr

            self._m_readsel_isr = self.mode_bits & 1 != 0
            return getattr(self, '_m_readsel_isr', None)

        @property
        def reserved_mode(self):
            if hasattr(self, '_m_reserved_mode'):
                return self._m_reserved_mode

            self._m_reserved_mode = self.mode_bits >> 7
            return getattr(self, '_m_reserved_mode', None)

        @property
        def rotate_on_auto_eoi(self):
            """Bit 3 of `mode_bits`."""
            if hasattr(self, '_m_rotate_on_auto_eoi'):
                return self._m_rotate_on_auto_eoi

            self._m_rotate_on_auto_eoi = self.mode_bits & 8 != 0
            return getattr(self, '_m_rotate_on_auto_eoi', None)

        @property
        def special_fully_nested_mode(self):
            """Bit 4 of `mode_bits`."""
            if hasattr(self, '_m_special_fully_nested_mode'):
                return self._m_special_fully_nested_mode

            self._m_special_fully_nested_mode = self.mode_bits & 16 != 0
            return getattr(self, '_m_special_fully_nested_mode', None)

        @property
        def special_mask_mode(self):
            """Bit 5 of `mode_bits`."""
            if hasattr(self, '_m_special_mask_mode'):
                return self._m_special_mask_mode

            self._m_special_mask_mode = self.mode_bits & 32 != 0
            return getattr(self, '_m_special_mask_mode', None)


    class HvmPit(KaitaiStruct):
        """The 8254 timer.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmPit, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.channels = []
            for i in range(3):
                self.channels.append(XenHvmStates.PitChannel(self._io, self, self._root))

            self.speaker_data_on = self._io.read_u4le()
            self.reserved1 = self._io.read_u4le()


        def _fetch_instances(self):
            pass
            for i in range(len(self.channels)):
                pass
                self.channels[i]._fetch_instances()



    class HvmPmtimer(KaitaiStruct):
        """ACPI's timer and its PM1a event registers.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmPmtimer, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.tmr_val = self._io.read_u4le()
            self.pm1a_sts = self._io.read_u2le()
            self.pm1a_en = self._io.read_u2le()


        def _fetch_instances(self):
            pass


    class HvmRtc(KaitaiStruct):
        """The real-time clock: 24 octets since Xen 4.14, 16 before.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmRtc, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.cmos_registers = []
            for i in range(14):
                self.cmos_registers.append(self._io.read_u1())

            self.cmos_index = self._io.read_u1()
            self.reserved1 = self._io.read_u1()
            if (not (self._io.is_eof())):
                pass
                self.rtc_offset = self._io.read_s8le()



        def _fetch_instances(self):
            pass
            for i in range(len(self.cmos_registers)):
                pass

            if (not (self._io.is_eof())):
                pass



    class HvmTscAdjust(KaitaiStruct):
        """A vcpu's IA32_TSC_ADJUST.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmTscAdjust, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.tsc_adjust = self._io.read_u8le()


        def _fetch_instances(self):
            pass


    class HvmViridianDomain(KaitaiStruct):
        """Hyper-V's MSRs of a domain.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmViridianDomain, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.hypercall_gpa = self._io.read_u8le()
            self.guest_os_id = self._io.read_u8le()
            self.time_ref_count = self._io.read_u8le()
            self.reference_tsc = self._io.read_u8le()


        def _fetch_instances(self):
            pass


    class HvmViridianVcpu(KaitaiStruct):
        """Hyper-V's MSRs of a vcpu: 216 octets since Xen 4.13, 16 since 4.7, 8
        before.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmViridianVcpu, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.vp_assist_msr = self._io.read_u8le()
            if (not (self._io.is_eof())):
                pass
                self.apic_assist_pending = self._io.read_u1()

            if (not (self._io.is_eof())):
                pass
                self.reserved1 = []
                for i in range(7):
                    self.reserved1.append(self._io.read_u1())


            if (not (self._io.is_eof())):
                pass
                self.simp_msr = self._io.read_u8le()

            if (not (self._io.is_eof())):
                pass
                self.sint_msrs = []
                for i in range(16):
                    self.sint_msrs.append(self._io.read_u8le())


            if (not (self._io.is_eof())):
                pass
                self.stimer_config_msrs = []
                for i in range(4):
                    self.stimer_config_msrs.append(self._io.read_u8le())


            if (not (self._io.is_eof())):
                pass
                self.stimer_count_msrs = []
                for i in range(4):
                    self.stimer_count_msrs.append(self._io.read_u8le())




        def _fetch_instances(self):
            pass
            if (not (self._io.is_eof())):
                pass

            if (not (self._io.is_eof())):
                pass
                for i in range(len(self.reserved1)):
                    pass


            if (not (self._io.is_eof())):
                pass

            if (not (self._io.is_eof())):
                pass
                for i in range(len(self.sint_msrs)):
                    pass


            if (not (self._io.is_eof())):
                pass
                for i in range(len(self.stimer_config_msrs)):
                    pass


            if (not (self._io.is_eof())):
                pass
                for i in range(len(self.stimer_count_msrs)):
                    pass




    class HvmVmceVcpu(KaitaiStruct):
        """A vcpu's virtual machine checks: 32 octets since Xen 4.10, 24 before.
        X86_PV_VCPU_EXTENDED of a PV vcpu ends with it too.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmVmceVcpu, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.caps = self._io.read_u8le()
            self.mci_ctl2_bank0 = self._io.read_u8le()
            self.mci_ctl2_bank1 = self._io.read_u8le()
            if (not (self._io.is_eof())):
                pass
                self.mcg_ext_ctl = self._io.read_u8le()



        def _fetch_instances(self):
            pass
            if (not (self._io.is_eof())):
                pass



    class IoapicRedirection(KaitaiStruct):
        """Where the interrupt of a pin goes.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.IoapicRedirection, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.low = self._io.read_u4le()
            self.high = self._io.read_u4le()


        def _fetch_instances(self):
            pass

        @property
        def delivery_mode(self):
            """0 fixed, 1 lowest priority, 2 SMI, 4 NMI, 5 INIT, 7 ExtINT."""
            if hasattr(self, '_m_delivery_mode'):
                return self._m_delivery_mode

            self._m_delivery_mode = self.low >> 8 & 7
            return getattr(self, '_m_delivery_mode', None)

        @property
        def delivery_status(self):
            """Bit 12 of `low`."""
            if hasattr(self, '_m_delivery_status'):
                return self._m_delivery_status

            self._m_delivery_status = self.low & 4096 != 0
            return getattr(self, '_m_delivery_status', None)

        @property
        def dest_id(self):
            if hasattr(self, '_m_dest_id'):
                return self._m_dest_id

            self._m_dest_id = self.high >> 24 & 255
            return getattr(self, '_m_dest_id', None)

        @property
        def is_level(self):
            """Whether the pin is level-triggered."""
            if hasattr(self, '_m_is_level'):
                return self._m_is_level

            self._m_is_level = self.low & 32768 != 0
            return getattr(self, '_m_is_level', None)

        @property
        def is_logical(self):
            """Bit 11 of `low`."""
            if hasattr(self, '_m_is_logical'):
                return self._m_is_logical

            self._m_is_logical = self.low & 2048 != 0
            return getattr(self, '_m_is_logical', None)

        @property
        def is_masked(self):
            """Bit 16 of `low`."""
            if hasattr(self, '_m_is_masked'):
                return self._m_is_masked

            self._m_is_masked = self.low & 65536 != 0
            return getattr(self, '_m_is_masked', None)

        @property
        def polarity(self):
            """Whether the pin is active low."""
            if hasattr(self, '_m_polarity'):
                return self._m_polarity

            self._m_polarity = self.low & 8192 != 0
            return getattr(self, '_m_polarity', None)

        @property
        def remote_irr(self):
            """Bit 14 of `low`."""
            if hasattr(self, '_m_remote_irr'):
                return self._m_remote_irr

            self._m_remote_irr = self.low & 16384 != 0
            return getattr(self, '_m_remote_irr', None)

        @property
        def reserved1(self):
            if hasattr(self, '_m_reserved1'):
                return self._m_reserved1

            self._m_reserved1 = self.low >> 17 & 32767
            return getattr(self, '_m_reserved1', None)

        @property
        def reserved2(self):
            if hasattr(self, '_m_reserved2'):
                return self._m_reserved2

            self._m_reserved2 = self.high & 16777215
            return getattr(self, '_m_reserved2', None)

        @property
        def vector(self):
            if hasattr(self, '_m_vector'):
                return self._m_vector

            self._m_vector = self.low & 255
            return getattr(self, '_m_vector', None)


    class LapicRegister(KaitaiStruct):
        """A register, and the 12 octets after it, which are zero.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/apicdef.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.LapicRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.value = self._io.read_u4le()
            self.reserved1 = self._io.read_u4le()
            self.reserved2 = self._io.read_u8le()


        def _fetch_instances(self):
            pass


    class MtrrRange(KaitaiStruct):
        """A variable range.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.MtrrRange, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.base = self._io.read_u8le()
            self.mask = self._io.read_u8le()


        def _fetch_instances(self):
            pass


    class PitChannel(KaitaiStruct):
        """A counter of the timer.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.PitChannel, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.count = self._io.read_u4le()
            self.latched_count = self._io.read_u2le()
            self.count_latched = self._io.read_u1()
            self.status_latched = self._io.read_u1()
            self.status = self._io.read_u1()
            self.read_state = self._io.read_u1()
            self.write_state = self._io.read_u1()
            self.write_latch = self._io.read_u1()
            self.rw_mode = self._io.read_u1()
            self.mode = self._io.read_u1()
            self.bcd = self._io.read_u1()
            self.gate = self._io.read_u1()


        def _fetch_instances(self):
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



# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from . import xen_cpu_policy
from . import x86_xsave_area
import collections


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
    SEQ_FIELDS = []
    def __init__(self, _io, _parent=None, _root=None):
        super(XenHvmStates, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

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
        SEQ_FIELDS = ["config", "cmp", "fsb", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HpetTimer, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['config']['start'] = self._io.pos()
            self.config = self._io.read_u8le()
            self._debug['config']['end'] = self._io.pos()
            self._debug['cmp']['start'] = self._io.pos()
            self.cmp = self._io.read_u8le()
            self._debug['cmp']['end'] = self._io.pos()
            self._debug['fsb']['start'] = self._io.pos()
            self.fsb = self._io.read_u8le()
            self._debug['fsb']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_u8le()
            self._debug['reserved1']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class HvmCpu(KaitaiStruct):
        """Registers of a vcpu: 1032 octets since Xen 4.7, 1024 before, and 1016
        without `msr_tsc_aux` before 3.4. Xen takes a shorter one that is not of
        1016 as if zeros followed.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["fpu_regs", "rax", "rbx", "rcx", "rdx", "rbp", "rsi", "rdi", "rsp", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "rip", "rflags", "cr0", "cr2", "cr3", "cr4", "dr0", "dr1", "dr2", "dr3", "dr6", "dr7", "cs_sel", "ds_sel", "es_sel", "fs_sel", "gs_sel", "ss_sel", "tr_sel", "ldtr_sel", "cs_limit", "ds_limit", "es_limit", "fs_limit", "gs_limit", "ss_limit", "tr_limit", "ldtr_limit", "idtr_limit", "gdtr_limit", "cs_base", "ds_base", "es_base", "fs_base", "gs_base", "ss_base", "tr_base", "ldtr_base", "idtr_base", "gdtr_base", "cs_arbytes", "ds_arbytes", "es_arbytes", "fs_arbytes", "gs_arbytes", "ss_arbytes", "tr_arbytes", "ldtr_arbytes", "sysenter_cs", "sysenter_esp", "sysenter_eip", "shadow_gs", "msr_flags", "msr_lstar", "msr_star", "msr_cstar", "msr_syscall_mask", "msr_efer", "msr_tsc_aux", "tsc", "pending_event", "error_code", "flags", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmCpu, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['fpu_regs']['start'] = self._io.pos()
            self._raw_fpu_regs = self._io.read_bytes(512)
            _io__raw_fpu_regs = KaitaiStream(BytesIO(self._raw_fpu_regs))
            self.fpu_regs = x86_xsave_area.X86XsaveArea.FxsaveArea(_io__raw_fpu_regs)
            self.fpu_regs._read()
            self._debug['fpu_regs']['end'] = self._io.pos()
            self._debug['rax']['start'] = self._io.pos()
            self.rax = self._io.read_u8le()
            self._debug['rax']['end'] = self._io.pos()
            self._debug['rbx']['start'] = self._io.pos()
            self.rbx = self._io.read_u8le()
            self._debug['rbx']['end'] = self._io.pos()
            self._debug['rcx']['start'] = self._io.pos()
            self.rcx = self._io.read_u8le()
            self._debug['rcx']['end'] = self._io.pos()
            self._debug['rdx']['start'] = self._io.pos()
            self.rdx = self._io.read_u8le()
            self._debug['rdx']['end'] = self._io.pos()
            self._debug['rbp']['start'] = self._io.pos()
            self.rbp = self._io.read_u8le()
            self._debug['rbp']['end'] = self._io.pos()
            self._debug['rsi']['start'] = self._io.pos()
            self.rsi = self._io.read_u8le()
            self._debug['rsi']['end'] = self._io.pos()
            self._debug['rdi']['start'] = self._io.pos()
            self.rdi = self._io.read_u8le()
            self._debug['rdi']['end'] = self._io.pos()
            self._debug['rsp']['start'] = self._io.pos()
            self.rsp = self._io.read_u8le()
            self._debug['rsp']['end'] = self._io.pos()
            self._debug['r8']['start'] = self._io.pos()
            self.r8 = self._io.read_u8le()
            self._debug['r8']['end'] = self._io.pos()
            self._debug['r9']['start'] = self._io.pos()
            self.r9 = self._io.read_u8le()
            self._debug['r9']['end'] = self._io.pos()
            self._debug['r10']['start'] = self._io.pos()
            self.r10 = self._io.read_u8le()
            self._debug['r10']['end'] = self._io.pos()
            self._debug['r11']['start'] = self._io.pos()
            self.r11 = self._io.read_u8le()
            self._debug['r11']['end'] = self._io.pos()
            self._debug['r12']['start'] = self._io.pos()
            self.r12 = self._io.read_u8le()
            self._debug['r12']['end'] = self._io.pos()
            self._debug['r13']['start'] = self._io.pos()
            self.r13 = self._io.read_u8le()
            self._debug['r13']['end'] = self._io.pos()
            self._debug['r14']['start'] = self._io.pos()
            self.r14 = self._io.read_u8le()
            self._debug['r14']['end'] = self._io.pos()
            self._debug['r15']['start'] = self._io.pos()
            self.r15 = self._io.read_u8le()
            self._debug['r15']['end'] = self._io.pos()
            self._debug['rip']['start'] = self._io.pos()
            self.rip = self._io.read_u8le()
            self._debug['rip']['end'] = self._io.pos()
            self._debug['rflags']['start'] = self._io.pos()
            self.rflags = self._io.read_u8le()
            self._debug['rflags']['end'] = self._io.pos()
            self._debug['cr0']['start'] = self._io.pos()
            self.cr0 = self._io.read_u8le()
            self._debug['cr0']['end'] = self._io.pos()
            self._debug['cr2']['start'] = self._io.pos()
            self.cr2 = self._io.read_u8le()
            self._debug['cr2']['end'] = self._io.pos()
            self._debug['cr3']['start'] = self._io.pos()
            self.cr3 = self._io.read_u8le()
            self._debug['cr3']['end'] = self._io.pos()
            self._debug['cr4']['start'] = self._io.pos()
            self.cr4 = self._io.read_u8le()
            self._debug['cr4']['end'] = self._io.pos()
            self._debug['dr0']['start'] = self._io.pos()
            self.dr0 = self._io.read_u8le()
            self._debug['dr0']['end'] = self._io.pos()
            self._debug['dr1']['start'] = self._io.pos()
            self.dr1 = self._io.read_u8le()
            self._debug['dr1']['end'] = self._io.pos()
            self._debug['dr2']['start'] = self._io.pos()
            self.dr2 = self._io.read_u8le()
            self._debug['dr2']['end'] = self._io.pos()
            self._debug['dr3']['start'] = self._io.pos()
            self.dr3 = self._io.read_u8le()
            self._debug['dr3']['end'] = self._io.pos()
            self._debug['dr6']['start'] = self._io.pos()
            self.dr6 = self._io.read_u8le()
            self._debug['dr6']['end'] = self._io.pos()
            self._debug['dr7']['start'] = self._io.pos()
            self.dr7 = self._io.read_u8le()
            self._debug['dr7']['end'] = self._io.pos()
            self._debug['cs_sel']['start'] = self._io.pos()
            self.cs_sel = self._io.read_u4le()
            self._debug['cs_sel']['end'] = self._io.pos()
            self._debug['ds_sel']['start'] = self._io.pos()
            self.ds_sel = self._io.read_u4le()
            self._debug['ds_sel']['end'] = self._io.pos()
            self._debug['es_sel']['start'] = self._io.pos()
            self.es_sel = self._io.read_u4le()
            self._debug['es_sel']['end'] = self._io.pos()
            self._debug['fs_sel']['start'] = self._io.pos()
            self.fs_sel = self._io.read_u4le()
            self._debug['fs_sel']['end'] = self._io.pos()
            self._debug['gs_sel']['start'] = self._io.pos()
            self.gs_sel = self._io.read_u4le()
            self._debug['gs_sel']['end'] = self._io.pos()
            self._debug['ss_sel']['start'] = self._io.pos()
            self.ss_sel = self._io.read_u4le()
            self._debug['ss_sel']['end'] = self._io.pos()
            self._debug['tr_sel']['start'] = self._io.pos()
            self.tr_sel = self._io.read_u4le()
            self._debug['tr_sel']['end'] = self._io.pos()
            self._debug['ldtr_sel']['start'] = self._io.pos()
            self.ldtr_sel = self._io.read_u4le()
            self._debug['ldtr_sel']['end'] = self._io.pos()
            self._debug['cs_limit']['start'] = self._io.pos()
            self.cs_limit = self._io.read_u4le()
            self._debug['cs_limit']['end'] = self._io.pos()
            self._debug['ds_limit']['start'] = self._io.pos()
            self.ds_limit = self._io.read_u4le()
            self._debug['ds_limit']['end'] = self._io.pos()
            self._debug['es_limit']['start'] = self._io.pos()
            self.es_limit = self._io.read_u4le()
            self._debug['es_limit']['end'] = self._io.pos()
            self._debug['fs_limit']['start'] = self._io.pos()
            self.fs_limit = self._io.read_u4le()
            self._debug['fs_limit']['end'] = self._io.pos()
            self._debug['gs_limit']['start'] = self._io.pos()
            self.gs_limit = self._io.read_u4le()
            self._debug['gs_limit']['end'] = self._io.pos()
            self._debug['ss_limit']['start'] = self._io.pos()
            self.ss_limit = self._io.read_u4le()
            self._debug['ss_limit']['end'] = self._io.pos()
            self._debug['tr_limit']['start'] = self._io.pos()
            self.tr_limit = self._io.read_u4le()
            self._debug['tr_limit']['end'] = self._io.pos()
            self._debug['ldtr_limit']['start'] = self._io.pos()
            self.ldtr_limit = self._io.read_u4le()
            self._debug['ldtr_limit']['end'] = self._io.pos()
            self._debug['idtr_limit']['start'] = self._io.pos()
            self.idtr_limit = self._io.read_u4le()
            self._debug['idtr_limit']['end'] = self._io.pos()
            self._debug['gdtr_limit']['start'] = self._io.pos()
            self.gdtr_limit = self._io.read_u4le()
            self._debug['gdtr_limit']['end'] = self._io.pos()
            self._debug['cs_base']['start'] = self._io.pos()
            self.cs_base = self._io.read_u8le()
            self._debug['cs_base']['end'] = self._io.pos()
            self._debug['ds_base']['start'] = self._io.pos()
            self.ds_base = self._io.read_u8le()
            self._debug['ds_base']['end'] = self._io.pos()
            self._debug['es_base']['start'] = self._io.pos()
            self.es_base = self._io.read_u8le()
            self._debug['es_base']['end'] = self._io.pos()
            self._debug['fs_base']['start'] = self._io.pos()
            self.fs_base = self._io.read_u8le()
            self._debug['fs_base']['end'] = self._io.pos()
            self._debug['gs_base']['start'] = self._io.pos()
            self.gs_base = self._io.read_u8le()
            self._debug['gs_base']['end'] = self._io.pos()
            self._debug['ss_base']['start'] = self._io.pos()
            self.ss_base = self._io.read_u8le()
            self._debug['ss_base']['end'] = self._io.pos()
            self._debug['tr_base']['start'] = self._io.pos()
            self.tr_base = self._io.read_u8le()
            self._debug['tr_base']['end'] = self._io.pos()
            self._debug['ldtr_base']['start'] = self._io.pos()
            self.ldtr_base = self._io.read_u8le()
            self._debug['ldtr_base']['end'] = self._io.pos()
            self._debug['idtr_base']['start'] = self._io.pos()
            self.idtr_base = self._io.read_u8le()
            self._debug['idtr_base']['end'] = self._io.pos()
            self._debug['gdtr_base']['start'] = self._io.pos()
            self.gdtr_base = self._io.read_u8le()
            self._debug['gdtr_base']['end'] = self._io.pos()
            self._debug['cs_arbytes']['start'] = self._io.pos()
            self.cs_arbytes = self._io.read_u4le()
            self._debug['cs_arbytes']['end'] = self._io.pos()
            self._debug['ds_arbytes']['start'] = self._io.pos()
            self.ds_arbytes = self._io.read_u4le()
            self._debug['ds_arbytes']['end'] = self._io.pos()
            self._debug['es_arbytes']['start'] = self._io.pos()
            self.es_arbytes = self._io.read_u4le()
            self._debug['es_arbytes']['end'] = self._io.pos()
            self._debug['fs_arbytes']['start'] = self._io.pos()
            self.fs_arbytes = self._io.read_u4le()
            self._debug['fs_arbytes']['end'] = self._io.pos()
            self._debug['gs_arbytes']['start'] = self._io.pos()
            self.gs_arbytes = self._io.read_u4le()
            self._debug['gs_arbytes']['end'] = self._io.pos()
            self._debug['ss_arbytes']['start'] = self._io.pos()
            self.ss_arbytes = self._io.read_u4le()
            self._debug['ss_arbytes']['end'] = self._io.pos()
            self._debug['tr_arbytes']['start'] = self._io.pos()
            self.tr_arbytes = self._io.read_u4le()
            self._debug['tr_arbytes']['end'] = self._io.pos()
            self._debug['ldtr_arbytes']['start'] = self._io.pos()
            self.ldtr_arbytes = self._io.read_u4le()
            self._debug['ldtr_arbytes']['end'] = self._io.pos()
            self._debug['sysenter_cs']['start'] = self._io.pos()
            self.sysenter_cs = self._io.read_u8le()
            self._debug['sysenter_cs']['end'] = self._io.pos()
            self._debug['sysenter_esp']['start'] = self._io.pos()
            self.sysenter_esp = self._io.read_u8le()
            self._debug['sysenter_esp']['end'] = self._io.pos()
            self._debug['sysenter_eip']['start'] = self._io.pos()
            self.sysenter_eip = self._io.read_u8le()
            self._debug['sysenter_eip']['end'] = self._io.pos()
            self._debug['shadow_gs']['start'] = self._io.pos()
            self.shadow_gs = self._io.read_u8le()
            self._debug['shadow_gs']['end'] = self._io.pos()
            self._debug['msr_flags']['start'] = self._io.pos()
            self.msr_flags = self._io.read_u8le()
            self._debug['msr_flags']['end'] = self._io.pos()
            self._debug['msr_lstar']['start'] = self._io.pos()
            self.msr_lstar = self._io.read_u8le()
            self._debug['msr_lstar']['end'] = self._io.pos()
            self._debug['msr_star']['start'] = self._io.pos()
            self.msr_star = self._io.read_u8le()
            self._debug['msr_star']['end'] = self._io.pos()
            self._debug['msr_cstar']['start'] = self._io.pos()
            self.msr_cstar = self._io.read_u8le()
            self._debug['msr_cstar']['end'] = self._io.pos()
            self._debug['msr_syscall_mask']['start'] = self._io.pos()
            self.msr_syscall_mask = self._io.read_u8le()
            self._debug['msr_syscall_mask']['end'] = self._io.pos()
            self._debug['msr_efer']['start'] = self._io.pos()
            self.msr_efer = self._io.read_u8le()
            self._debug['msr_efer']['end'] = self._io.pos()
            if (not (self.is_compat)):
                pass
                self._debug['msr_tsc_aux']['start'] = self._io.pos()
                self.msr_tsc_aux = self._io.read_u8le()
                self._debug['msr_tsc_aux']['end'] = self._io.pos()

            self._debug['tsc']['start'] = self._io.pos()
            self.tsc = self._io.read_u8le()
            self._debug['tsc']['end'] = self._io.pos()
            self._debug['pending_event']['start'] = self._io.pos()
            self.pending_event = self._io.read_u4le()
            self._debug['pending_event']['end'] = self._io.pos()
            self._debug['error_code']['start'] = self._io.pos()
            self.error_code = self._io.read_u4le()
            self._debug['error_code']['end'] = self._io.pos()
            if (not (self._io.is_eof())):
                pass
                self._debug['flags']['start'] = self._io.pos()
                self.flags = self._io.read_u4le()
                self._debug['flags']['end'] = self._io.pos()

            if (not (self._io.is_eof())):
                pass
                self._debug['reserved1']['start'] = self._io.pos()
                self.reserved1 = self._io.read_u4le()
                self._debug['reserved1']['end'] = self._io.pos()



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
        SEQ_FIELDS = ["num_msrs", "padding1", "msrs"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmCpuMsrs, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['num_msrs']['start'] = self._io.pos()
            self.num_msrs = self._io.read_u4le()
            self._debug['num_msrs']['end'] = self._io.pos()
            self._debug['padding1']['start'] = self._io.pos()
            self.padding1 = self._io.read_u4le()
            self._debug['padding1']['end'] = self._io.pos()
            self._debug['msrs']['start'] = self._io.pos()
            self._debug['msrs']['arr'] = []
            self._raw_msrs = []
            self.msrs = []
            i = 0
            while not self._io.is_eof():
                self._debug['msrs']['arr'].append({'start': self._io.pos()})
                self._raw_msrs.append(self._io.read_bytes(16))
                _io__raw_msrs = KaitaiStream(BytesIO(self._raw_msrs[-1]))
                _t_msrs = xen_cpu_policy.XenCpuPolicy.MsrEntry(_io__raw_msrs)
                try:
                    _t_msrs._read()
                finally:
                    self.msrs.append(_t_msrs)
                self._debug['msrs']['arr'][len(self.msrs) - 1]['end'] = self._io.pos()
                i += 1

            self._debug['msrs']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["xfeature_mask", "xcr0", "xcr0_accum", "area"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmCpuXsave, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['xfeature_mask']['start'] = self._io.pos()
            self.xfeature_mask = self._io.read_u8le()
            self._debug['xfeature_mask']['end'] = self._io.pos()
            self._debug['xcr0']['start'] = self._io.pos()
            self.xcr0 = self._io.read_u8le()
            self._debug['xcr0']['end'] = self._io.pos()
            self._debug['xcr0_accum']['start'] = self._io.pos()
            self.xcr0_accum = self._io.read_u8le()
            self._debug['xcr0_accum']['end'] = self._io.pos()
            self._debug['area']['start'] = self._io.pos()
            self._raw_area = self._io.read_bytes_full()
            _io__raw_area = KaitaiStream(BytesIO(self._raw_area))
            self.area = x86_xsave_area.X86XsaveArea(_io__raw_area)
            self.area._read()
            self._debug['area']['end'] = self._io.pos()


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
            self._debug['_m_enabled']['start'] = self._io.pos()
            self._m_enabled = x86_xsave_area.X86XsaveArea.XstateSet(self._io)
            self._m_enabled._read()
            self._debug['_m_enabled']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_enabled', None)

        @property
        def ever_enabled(self):
            """The bits of `xcr0_accum`."""
            if hasattr(self, '_m_ever_enabled'):
                return self._m_ever_enabled

            _pos = self._io.pos()
            self._io.seek(16)
            self._debug['_m_ever_enabled']['start'] = self._io.pos()
            self._m_ever_enabled = x86_xsave_area.X86XsaveArea.XstateSet(self._io)
            self._m_ever_enabled._read()
            self._debug['_m_ever_enabled']['end'] = self._io.pos()
            self._io.seek(_pos)
            return getattr(self, '_m_ever_enabled', None)


    class HvmHeader(KaitaiStruct):
        """The first entry of an image: what saved it, and on which processor.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["magic", "version", "changeset", "cpuid", "gtsc_khz"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['magic']['start'] = self._io.pos()
            self.magic = self._io.read_u4le()
            self._debug['magic']['end'] = self._io.pos()
            self._debug['version']['start'] = self._io.pos()
            self.version = self._io.read_u4le()
            self._debug['version']['end'] = self._io.pos()
            self._debug['changeset']['start'] = self._io.pos()
            self.changeset = self._io.read_u8le()
            self._debug['changeset']['end'] = self._io.pos()
            self._debug['cpuid']['start'] = self._io.pos()
            self.cpuid = self._io.read_u4le()
            self._debug['cpuid']['end'] = self._io.pos()
            self._debug['gtsc_khz']['start'] = self._io.pos()
            self.gtsc_khz = self._io.read_u4le()
            self._debug['gtsc_khz']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class HvmHpet(KaitaiStruct):
        """The registers of the high precision event timer, and the periods that were
        written last.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["capability", "reserved1", "config", "reserved2", "isr", "reserved3", "mc64", "reserved4", "timers", "reserved5", "periods"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmHpet, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['capability']['start'] = self._io.pos()
            self.capability = self._io.read_u8le()
            self._debug['capability']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_u8le()
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['config']['start'] = self._io.pos()
            self.config = self._io.read_u8le()
            self._debug['config']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_u8le()
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['isr']['start'] = self._io.pos()
            self.isr = self._io.read_u8le()
            self._debug['isr']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self._debug['reserved3']['arr'] = []
            self.reserved3 = []
            for i in range(25):
                self._debug['reserved3']['arr'].append({'start': self._io.pos()})
                self.reserved3.append(self._io.read_u8le())
                self._debug['reserved3']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['mc64']['start'] = self._io.pos()
            self.mc64 = self._io.read_u8le()
            self._debug['mc64']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_u8le()
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['timers']['start'] = self._io.pos()
            self._debug['timers']['arr'] = []
            self.timers = []
            for i in range(3):
                self._debug['timers']['arr'].append({'start': self._io.pos()})
                _t_timers = XenHvmStates.HpetTimer(self._io, self, self._root)
                try:
                    _t_timers._read()
                finally:
                    self.timers.append(_t_timers)
                self._debug['timers']['arr'][i]['end'] = self._io.pos()

            self._debug['timers']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self._debug['reserved5']['arr'] = []
            self.reserved5 = []
            for i in range(84):
                self._debug['reserved5']['arr'].append({'start': self._io.pos()})
                self.reserved5.append(self._io.read_u8le())
                self._debug['reserved5']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved5']['end'] = self._io.pos()
            self._debug['periods']['start'] = self._io.pos()
            self._debug['periods']['arr'] = []
            self.periods = []
            for i in range(3):
                self._debug['periods']['arr'].append({'start': self._io.pos()})
                self.periods.append(self._io.read_u8le())
                self._debug['periods']['arr'][i]['end'] = self._io.pos()

            self._debug['periods']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["base_address", "ioregsel", "apic_id", "redirections"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmIoapic, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['base_address']['start'] = self._io.pos()
            self.base_address = self._io.read_u8le()
            self._debug['base_address']['end'] = self._io.pos()
            self._debug['ioregsel']['start'] = self._io.pos()
            self.ioregsel = self._io.read_u4le()
            self._debug['ioregsel']['end'] = self._io.pos()
            self._debug['apic_id']['start'] = self._io.pos()
            self.apic_id = self._io.read_u4le()
            self._debug['apic_id']['end'] = self._io.pos()
            self._debug['redirections']['start'] = self._io.pos()
            self._debug['redirections']['arr'] = []
            self.redirections = []
            for i in range(48):
                self._debug['redirections']['arr'].append({'start': self._io.pos()})
                _t_redirections = XenHvmStates.IoapicRedirection(self._io, self, self._root)
                try:
                    _t_redirections._read()
                finally:
                    self.redirections.append(_t_redirections)
                self._debug['redirections']['arr'][i]['end'] = self._io.pos()

            self._debug['redirections']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["lines"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmIsaIrqs, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['lines']['start'] = self._io.pos()
            self._debug['lines']['arr'] = []
            self.lines = []
            for i in range(1):
                self._debug['lines']['arr'].append({'start': self._io.pos()})
                self.lines.append(self._io.read_u8le())
                self._debug['lines']['arr'][i]['end'] = self._io.pos()

            self._debug['lines']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["apic_base_msr", "disabled", "timer_divisor", "tdt_msr", "pending_esr", "padding1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmLapic, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['apic_base_msr']['start'] = self._io.pos()
            self.apic_base_msr = self._io.read_u8le()
            self._debug['apic_base_msr']['end'] = self._io.pos()
            self._debug['disabled']['start'] = self._io.pos()
            self.disabled = self._io.read_u4le()
            self._debug['disabled']['end'] = self._io.pos()
            self._debug['timer_divisor']['start'] = self._io.pos()
            self.timer_divisor = self._io.read_u4le()
            self._debug['timer_divisor']['end'] = self._io.pos()
            self._debug['tdt_msr']['start'] = self._io.pos()
            self.tdt_msr = self._io.read_u8le()
            self._debug['tdt_msr']['end'] = self._io.pos()
            if (not (self._io.is_eof())):
                pass
                self._debug['pending_esr']['start'] = self._io.pos()
                self.pending_esr = self._io.read_u4le()
                self._debug['pending_esr']['end'] = self._io.pos()

            if (not (self._io.is_eof())):
                pass
                self._debug['padding1']['start'] = self._io.pos()
                self.padding1 = self._io.read_u4le()
                self._debug['padding1']['end'] = self._io.pos()



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
        SEQ_FIELDS = ["reserved1", "apic_id", "version", "reserved2", "tpr", "apr", "ppr", "eoi", "rrd", "ldr", "dfr", "svr", "isrs", "tmrs", "irrs", "esr", "reserved3", "lvt_cmci", "icr", "icr2", "lvt_timer", "lvt_thermal", "lvt_pc", "lvt_lint0", "lvt_lint1", "lvt_error", "tmict", "tmcct", "reserved4", "tdcr", "self_ipi"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmLapicRegs, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['reserved1']['start'] = self._io.pos()
            self._debug['reserved1']['arr'] = []
            self.reserved1 = []
            for i in range(2):
                self._debug['reserved1']['arr'].append({'start': self._io.pos()})
                _t_reserved1 = XenHvmStates.LapicRegister(self._io, self, self._root)
                try:
                    _t_reserved1._read()
                finally:
                    self.reserved1.append(_t_reserved1)
                self._debug['reserved1']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['apic_id']['start'] = self._io.pos()
            self.apic_id = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.apic_id._read()
            self._debug['apic_id']['end'] = self._io.pos()
            self._debug['version']['start'] = self._io.pos()
            self.version = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.version._read()
            self._debug['version']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self._debug['reserved2']['arr'] = []
            self.reserved2 = []
            for i in range(4):
                self._debug['reserved2']['arr'].append({'start': self._io.pos()})
                _t_reserved2 = XenHvmStates.LapicRegister(self._io, self, self._root)
                try:
                    _t_reserved2._read()
                finally:
                    self.reserved2.append(_t_reserved2)
                self._debug['reserved2']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['tpr']['start'] = self._io.pos()
            self.tpr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.tpr._read()
            self._debug['tpr']['end'] = self._io.pos()
            self._debug['apr']['start'] = self._io.pos()
            self.apr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.apr._read()
            self._debug['apr']['end'] = self._io.pos()
            self._debug['ppr']['start'] = self._io.pos()
            self.ppr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.ppr._read()
            self._debug['ppr']['end'] = self._io.pos()
            self._debug['eoi']['start'] = self._io.pos()
            self.eoi = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.eoi._read()
            self._debug['eoi']['end'] = self._io.pos()
            self._debug['rrd']['start'] = self._io.pos()
            self.rrd = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.rrd._read()
            self._debug['rrd']['end'] = self._io.pos()
            self._debug['ldr']['start'] = self._io.pos()
            self.ldr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.ldr._read()
            self._debug['ldr']['end'] = self._io.pos()
            self._debug['dfr']['start'] = self._io.pos()
            self.dfr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.dfr._read()
            self._debug['dfr']['end'] = self._io.pos()
            self._debug['svr']['start'] = self._io.pos()
            self.svr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.svr._read()
            self._debug['svr']['end'] = self._io.pos()
            self._debug['isrs']['start'] = self._io.pos()
            self._debug['isrs']['arr'] = []
            self.isrs = []
            for i in range(8):
                self._debug['isrs']['arr'].append({'start': self._io.pos()})
                _t_isrs = XenHvmStates.LapicRegister(self._io, self, self._root)
                try:
                    _t_isrs._read()
                finally:
                    self.isrs.append(_t_isrs)
                self._debug['isrs']['arr'][i]['end'] = self._io.pos()

            self._debug['isrs']['end'] = self._io.pos()
            self._debug['tmrs']['start'] = self._io.pos()
            self._debug['tmrs']['arr'] = []
            self.tmrs = []
            for i in range(8):
                self._debug['tmrs']['arr'].append({'start': self._io.pos()})
                _t_tmrs = XenHvmStates.LapicRegister(self._io, self, self._root)
                try:
                    _t_tmrs._read()
                finally:
                    self.tmrs.append(_t_tmrs)
                self._debug['tmrs']['arr'][i]['end'] = self._io.pos()

            self._debug['tmrs']['end'] = self._io.pos()
            self._debug['irrs']['start'] = self._io.pos()
            self._debug['irrs']['arr'] = []
            self.irrs = []
            for i in range(8):
                self._debug['irrs']['arr'].append({'start': self._io.pos()})
                _t_irrs = XenHvmStates.LapicRegister(self._io, self, self._root)
                try:
                    _t_irrs._read()
                finally:
                    self.irrs.append(_t_irrs)
                self._debug['irrs']['arr'][i]['end'] = self._io.pos()

            self._debug['irrs']['end'] = self._io.pos()
            self._debug['esr']['start'] = self._io.pos()
            self.esr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.esr._read()
            self._debug['esr']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self._debug['reserved3']['arr'] = []
            self.reserved3 = []
            for i in range(6):
                self._debug['reserved3']['arr'].append({'start': self._io.pos()})
                _t_reserved3 = XenHvmStates.LapicRegister(self._io, self, self._root)
                try:
                    _t_reserved3._read()
                finally:
                    self.reserved3.append(_t_reserved3)
                self._debug['reserved3']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['lvt_cmci']['start'] = self._io.pos()
            self.lvt_cmci = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_cmci._read()
            self._debug['lvt_cmci']['end'] = self._io.pos()
            self._debug['icr']['start'] = self._io.pos()
            self.icr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.icr._read()
            self._debug['icr']['end'] = self._io.pos()
            self._debug['icr2']['start'] = self._io.pos()
            self.icr2 = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.icr2._read()
            self._debug['icr2']['end'] = self._io.pos()
            self._debug['lvt_timer']['start'] = self._io.pos()
            self.lvt_timer = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_timer._read()
            self._debug['lvt_timer']['end'] = self._io.pos()
            self._debug['lvt_thermal']['start'] = self._io.pos()
            self.lvt_thermal = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_thermal._read()
            self._debug['lvt_thermal']['end'] = self._io.pos()
            self._debug['lvt_pc']['start'] = self._io.pos()
            self.lvt_pc = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_pc._read()
            self._debug['lvt_pc']['end'] = self._io.pos()
            self._debug['lvt_lint0']['start'] = self._io.pos()
            self.lvt_lint0 = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_lint0._read()
            self._debug['lvt_lint0']['end'] = self._io.pos()
            self._debug['lvt_lint1']['start'] = self._io.pos()
            self.lvt_lint1 = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_lint1._read()
            self._debug['lvt_lint1']['end'] = self._io.pos()
            self._debug['lvt_error']['start'] = self._io.pos()
            self.lvt_error = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.lvt_error._read()
            self._debug['lvt_error']['end'] = self._io.pos()
            self._debug['tmict']['start'] = self._io.pos()
            self.tmict = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.tmict._read()
            self._debug['tmict']['end'] = self._io.pos()
            self._debug['tmcct']['start'] = self._io.pos()
            self.tmcct = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.tmcct._read()
            self._debug['tmcct']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self._debug['reserved4']['arr'] = []
            self.reserved4 = []
            for i in range(4):
                self._debug['reserved4']['arr'].append({'start': self._io.pos()})
                _t_reserved4 = XenHvmStates.LapicRegister(self._io, self, self._root)
                try:
                    _t_reserved4._read()
                finally:
                    self.reserved4.append(_t_reserved4)
                self._debug['reserved4']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['tdcr']['start'] = self._io.pos()
            self.tdcr = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.tdcr._read()
            self._debug['tdcr']['end'] = self._io.pos()
            self._debug['self_ipi']['start'] = self._io.pos()
            self.self_ipi = XenHvmStates.LapicRegister(self._io, self, self._root)
            self.self_ipi._read()
            self._debug['self_ipi']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["msr_pat_cr", "ranges", "fixed_ranges", "msr_mtrr_cap", "msr_mtrr_def_type"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmMtrr, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['msr_pat_cr']['start'] = self._io.pos()
            self.msr_pat_cr = self._io.read_u8le()
            self._debug['msr_pat_cr']['end'] = self._io.pos()
            self._debug['ranges']['start'] = self._io.pos()
            self._debug['ranges']['arr'] = []
            self.ranges = []
            for i in range(8):
                self._debug['ranges']['arr'].append({'start': self._io.pos()})
                _t_ranges = XenHvmStates.MtrrRange(self._io, self, self._root)
                try:
                    _t_ranges._read()
                finally:
                    self.ranges.append(_t_ranges)
                self._debug['ranges']['arr'][i]['end'] = self._io.pos()

            self._debug['ranges']['end'] = self._io.pos()
            self._debug['fixed_ranges']['start'] = self._io.pos()
            self._debug['fixed_ranges']['arr'] = []
            self.fixed_ranges = []
            for i in range(11):
                self._debug['fixed_ranges']['arr'].append({'start': self._io.pos()})
                self.fixed_ranges.append(self._io.read_u8le())
                self._debug['fixed_ranges']['arr'][i]['end'] = self._io.pos()

            self._debug['fixed_ranges']['end'] = self._io.pos()
            self._debug['msr_mtrr_cap']['start'] = self._io.pos()
            self.msr_mtrr_cap = self._io.read_u8le()
            self._debug['msr_mtrr_cap']['end'] = self._io.pos()
            self._debug['msr_mtrr_def_type']['start'] = self._io.pos()
            self.msr_mtrr_def_type = self._io.read_u8le()
            self._debug['msr_mtrr_def_type']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["lines"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmPciIrqs, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['lines']['start'] = self._io.pos()
            self._debug['lines']['arr'] = []
            self.lines = []
            for i in range(2):
                self._debug['lines']['arr'].append({'start': self._io.pos()})
                self.lines.append(self._io.read_u8le())
                self._debug['lines']['arr'][i]['end'] = self._io.pos()

            self._debug['lines']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            for i in range(len(self.lines)):
                pass



    class HvmPciLinks(KaitaiStruct):
        """The ISA lines that the PCI links go to.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["routes", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmPciLinks, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['routes']['start'] = self._io.pos()
            self._debug['routes']['arr'] = []
            self.routes = []
            for i in range(4):
                self._debug['routes']['arr'].append({'start': self._io.pos()})
                self.routes.append(self._io.read_u1())
                self._debug['routes']['arr'][i]['end'] = self._io.pos()

            self._debug['routes']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self._debug['reserved1']['arr'] = []
            self.reserved1 = []
            for i in range(4):
                self._debug['reserved1']['arr'].append({'start': self._io.pos()})
                self.reserved1.append(self._io.read_u1())
                self._debug['reserved1']['arr'][i]['end'] = self._io.pos()

            self._debug['reserved1']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["irr", "imr", "isr", "irq_base", "init_bits", "mode_bits", "elcr", "int_output"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmPic, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['irr']['start'] = self._io.pos()
            self.irr = self._io.read_u1()
            self._debug['irr']['end'] = self._io.pos()
            self._debug['imr']['start'] = self._io.pos()
            self.imr = self._io.read_u1()
            self._debug['imr']['end'] = self._io.pos()
            self._debug['isr']['start'] = self._io.pos()
            self.isr = self._io.read_u1()
            self._debug['isr']['end'] = self._io.pos()
            self._debug['irq_base']['start'] = self._io.pos()
            self.irq_base = self._io.read_u1()
            self._debug['irq_base']['end'] = self._io.pos()
            self._debug['init_bits']['start'] = self._io.pos()
            self.init_bits = self._io.read_u1()
            self._debug['init_bits']['end'] = self._io.pos()
            self._debug['mode_bits']['start'] = self._io.pos()
            self.mode_bits = self._io.read_u1()
            self._debug['mode_bits']['end'] = self._io.pos()
            self._debug['elcr']['start'] = self._io.pos()
            self.elcr = self._io.read_u1()
            self._debug['elcr']['end'] = self._io.pos()
            self._debug['int_output']['start'] = self._io.pos()
            self.int_output = self._io.read_u1()
            self._debug['int_output']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["channels", "speaker_data_on", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmPit, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['channels']['start'] = self._io.pos()
            self._debug['channels']['arr'] = []
            self.channels = []
            for i in range(3):
                self._debug['channels']['arr'].append({'start': self._io.pos()})
                _t_channels = XenHvmStates.PitChannel(self._io, self, self._root)
                try:
                    _t_channels._read()
                finally:
                    self.channels.append(_t_channels)
                self._debug['channels']['arr'][i]['end'] = self._io.pos()

            self._debug['channels']['end'] = self._io.pos()
            self._debug['speaker_data_on']['start'] = self._io.pos()
            self.speaker_data_on = self._io.read_u4le()
            self._debug['speaker_data_on']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_u4le()
            self._debug['reserved1']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["tmr_val", "pm1a_sts", "pm1a_en"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmPmtimer, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['tmr_val']['start'] = self._io.pos()
            self.tmr_val = self._io.read_u4le()
            self._debug['tmr_val']['end'] = self._io.pos()
            self._debug['pm1a_sts']['start'] = self._io.pos()
            self.pm1a_sts = self._io.read_u2le()
            self._debug['pm1a_sts']['end'] = self._io.pos()
            self._debug['pm1a_en']['start'] = self._io.pos()
            self.pm1a_en = self._io.read_u2le()
            self._debug['pm1a_en']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class HvmRtc(KaitaiStruct):
        """The real-time clock: 24 octets since Xen 4.14, 16 before.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["cmos_registers", "cmos_index", "reserved1", "rtc_offset"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmRtc, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['cmos_registers']['start'] = self._io.pos()
            self._debug['cmos_registers']['arr'] = []
            self.cmos_registers = []
            for i in range(14):
                self._debug['cmos_registers']['arr'].append({'start': self._io.pos()})
                self.cmos_registers.append(self._io.read_u1())
                self._debug['cmos_registers']['arr'][i]['end'] = self._io.pos()

            self._debug['cmos_registers']['end'] = self._io.pos()
            self._debug['cmos_index']['start'] = self._io.pos()
            self.cmos_index = self._io.read_u1()
            self._debug['cmos_index']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_u1()
            self._debug['reserved1']['end'] = self._io.pos()
            if (not (self._io.is_eof())):
                pass
                self._debug['rtc_offset']['start'] = self._io.pos()
                self.rtc_offset = self._io.read_s8le()
                self._debug['rtc_offset']['end'] = self._io.pos()



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
        SEQ_FIELDS = ["tsc_adjust"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmTscAdjust, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['tsc_adjust']['start'] = self._io.pos()
            self.tsc_adjust = self._io.read_u8le()
            self._debug['tsc_adjust']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class HvmViridianDomain(KaitaiStruct):
        """Hyper-V's MSRs of a domain.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["hypercall_gpa", "guest_os_id", "time_ref_count", "reference_tsc"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmViridianDomain, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['hypercall_gpa']['start'] = self._io.pos()
            self.hypercall_gpa = self._io.read_u8le()
            self._debug['hypercall_gpa']['end'] = self._io.pos()
            self._debug['guest_os_id']['start'] = self._io.pos()
            self.guest_os_id = self._io.read_u8le()
            self._debug['guest_os_id']['end'] = self._io.pos()
            self._debug['time_ref_count']['start'] = self._io.pos()
            self.time_ref_count = self._io.read_u8le()
            self._debug['time_ref_count']['end'] = self._io.pos()
            self._debug['reference_tsc']['start'] = self._io.pos()
            self.reference_tsc = self._io.read_u8le()
            self._debug['reference_tsc']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class HvmViridianVcpu(KaitaiStruct):
        """Hyper-V's MSRs of a vcpu: 216 octets since Xen 4.13, 16 since 4.7, 8
        before.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["vp_assist_msr", "apic_assist_pending", "reserved1", "simp_msr", "sint_msrs", "stimer_config_msrs", "stimer_count_msrs"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmViridianVcpu, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['vp_assist_msr']['start'] = self._io.pos()
            self.vp_assist_msr = self._io.read_u8le()
            self._debug['vp_assist_msr']['end'] = self._io.pos()
            if (not (self._io.is_eof())):
                pass
                self._debug['apic_assist_pending']['start'] = self._io.pos()
                self.apic_assist_pending = self._io.read_u1()
                self._debug['apic_assist_pending']['end'] = self._io.pos()

            if (not (self._io.is_eof())):
                pass
                self._debug['reserved1']['start'] = self._io.pos()
                self._debug['reserved1']['arr'] = []
                self.reserved1 = []
                for i in range(7):
                    self._debug['reserved1']['arr'].append({'start': self._io.pos()})
                    self.reserved1.append(self._io.read_u1())
                    self._debug['reserved1']['arr'][i]['end'] = self._io.pos()

                self._debug['reserved1']['end'] = self._io.pos()

            if (not (self._io.is_eof())):
                pass
                self._debug['simp_msr']['start'] = self._io.pos()
                self.simp_msr = self._io.read_u8le()
                self._debug['simp_msr']['end'] = self._io.pos()

            if (not (self._io.is_eof())):
                pass
                self._debug['sint_msrs']['start'] = self._io.pos()
                self._debug['sint_msrs']['arr'] = []
                self.sint_msrs = []
                for i in range(16):
                    self._debug['sint_msrs']['arr'].append({'start': self._io.pos()})
                    self.sint_msrs.append(self._io.read_u8le())
                    self._debug['sint_msrs']['arr'][i]['end'] = self._io.pos()

                self._debug['sint_msrs']['end'] = self._io.pos()

            if (not (self._io.is_eof())):
                pass
                self._debug['stimer_config_msrs']['start'] = self._io.pos()
                self._debug['stimer_config_msrs']['arr'] = []
                self.stimer_config_msrs = []
                for i in range(4):
                    self._debug['stimer_config_msrs']['arr'].append({'start': self._io.pos()})
                    self.stimer_config_msrs.append(self._io.read_u8le())
                    self._debug['stimer_config_msrs']['arr'][i]['end'] = self._io.pos()

                self._debug['stimer_config_msrs']['end'] = self._io.pos()

            if (not (self._io.is_eof())):
                pass
                self._debug['stimer_count_msrs']['start'] = self._io.pos()
                self._debug['stimer_count_msrs']['arr'] = []
                self.stimer_count_msrs = []
                for i in range(4):
                    self._debug['stimer_count_msrs']['arr'].append({'start': self._io.pos()})
                    self.stimer_count_msrs.append(self._io.read_u8le())
                    self._debug['stimer_count_msrs']['arr'][i]['end'] = self._io.pos()

                self._debug['stimer_count_msrs']['end'] = self._io.pos()



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
        SEQ_FIELDS = ["caps", "mci_ctl2_bank0", "mci_ctl2_bank1", "mcg_ext_ctl"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.HvmVmceVcpu, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['caps']['start'] = self._io.pos()
            self.caps = self._io.read_u8le()
            self._debug['caps']['end'] = self._io.pos()
            self._debug['mci_ctl2_bank0']['start'] = self._io.pos()
            self.mci_ctl2_bank0 = self._io.read_u8le()
            self._debug['mci_ctl2_bank0']['end'] = self._io.pos()
            self._debug['mci_ctl2_bank1']['start'] = self._io.pos()
            self.mci_ctl2_bank1 = self._io.read_u8le()
            self._debug['mci_ctl2_bank1']['end'] = self._io.pos()
            if (not (self._io.is_eof())):
                pass
                self._debug['mcg_ext_ctl']['start'] = self._io.pos()
                self.mcg_ext_ctl = self._io.read_u8le()
                self._debug['mcg_ext_ctl']['end'] = self._io.pos()



        def _fetch_instances(self):
            pass
            if (not (self._io.is_eof())):
                pass



    class IoapicRedirection(KaitaiStruct):
        """Where the interrupt of a pin goes.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["low", "high"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.IoapicRedirection, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['low']['start'] = self._io.pos()
            self.low = self._io.read_u4le()
            self._debug['low']['end'] = self._io.pos()
            self._debug['high']['start'] = self._io.pos()
            self.high = self._io.read_u4le()
            self._debug['high']['end'] = self._io.pos()


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
        SEQ_FIELDS = ["value", "reserved1", "reserved2"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.LapicRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['value']['start'] = self._io.pos()
            self.value = self._io.read_u4le()
            self._debug['value']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_u4le()
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_u8le()
            self._debug['reserved2']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class MtrrRange(KaitaiStruct):
        """A variable range.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["base", "mask"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.MtrrRange, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['base']['start'] = self._io.pos()
            self.base = self._io.read_u8le()
            self._debug['base']['end'] = self._io.pos()
            self._debug['mask']['start'] = self._io.pos()
            self.mask = self._io.read_u8le()
            self._debug['mask']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class PitChannel(KaitaiStruct):
        """A counter of the timer.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["count", "latched_count", "count_latched", "status_latched", "status", "read_state", "write_state", "write_latch", "rw_mode", "mode", "bcd", "gate"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmStates.PitChannel, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['count']['start'] = self._io.pos()
            self.count = self._io.read_u4le()
            self._debug['count']['end'] = self._io.pos()
            self._debug['latched_count']['start'] = self._io.pos()
            self.latched_count = self._io.read_u2le()
            self._debug['latched_count']['end'] = self._io.pos()
            self._debug['count_latched']['start'] = self._io.pos()
            self.count_latched = self._io.read_u1()
            self._debug['count_latched']['end'] = self._io.pos()
            self._debug['status_latched']['start'] = self._io.pos()
            self.status_latched = self._io.read_u1()
            self._debug['status_latched']['end'] = self._io.pos()
            self._debug['status']['start'] = self._io.pos()
            self.status = self._io.read_u1()
            self._debug['status']['end'] = self._io.pos()
            self._debug['read_state']['start'] = self._io.pos()
            self.read_state = self._io.read_u1()
            self._debug['read_state']['end'] = self._io.pos()
            self._debug['write_state']['start'] = self._io.pos()
            self.write_state = self._io.read_u1()
            self._debug['write_state']['end'] = self._io.pos()
            self._debug['write_latch']['start'] = self._io.pos()
            self.write_latch = self._io.read_u1()
            self._debug['write_latch']['end'] = self._io.pos()
            self._debug['rw_mode']['start'] = self._io.pos()
            self.rw_mode = self._io.read_u1()
            self._debug['rw_mode']['end'] = self._io.pos()
            self._debug['mode']['start'] = self._io.pos()
            self.mode = self._io.read_u1()
            self._debug['mode']['end'] = self._io.pos()
            self._debug['bcd']['start'] = self._io.pos()
            self.bcd = self._io.read_u1()
            self._debug['bcd']['end'] = self._io.pos()
            self._debug['gate']['start'] = self._io.pos()
            self.gate = self._io.read_u1()
            self._debug['gate']['end'] = self._io.pos()


        def _fetch_instances(self):
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



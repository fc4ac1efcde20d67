# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class X86Registers(KaitaiStruct):
    """Registers of a vcpu of which bits have names, each of 64 bits, the lowest bit
    first. All are little-endian, whatever the endianness of the stream around
    them: they are an x86 processor's.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
    """
    def __init__(self, _io, _parent=None, _root=None):
        super(X86Registers, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._read()

    def _read(self):
        pass


    def _fetch_instances(self):
        pass

    class ApicBaseRegister(KaitaiStruct):
        """A local APIC's mode and address.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.ApicBaseRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.reserved1 = self._io.read_bits_int_le(8)
            self.has_bsp = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self.has_extd = self._io.read_bits_int_le(1) != 0
            self.has_enable = self._io.read_bits_int_le(1) != 0
            self.base_low = self._io.read_bits_int_le(20)
            self.base_high = self._io.read_bits_int_le(32)


        def _fetch_instances(self):
            pass


    class BndcfgsRegister(KaitaiStruct):
        """MPX's configuration of the supervisor.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.BndcfgsRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_enable = self._io.read_bits_int_le(1) != 0
            self.has_preserve = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(10)
            self.directory_low = self._io.read_bits_int_le(20)
            self.directory_high = self._io.read_bits_int_le(32)


        def _fetch_instances(self):
            pass


    class Cr0Register(KaitaiStruct):
        """Control register 0.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.Cr0Register, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_pe = self._io.read_bits_int_le(1) != 0
            self.has_mp = self._io.read_bits_int_le(1) != 0
            self.has_em = self._io.read_bits_int_le(1) != 0
            self.has_ts = self._io.read_bits_int_le(1) != 0
            self.has_et = self._io.read_bits_int_le(1) != 0
            self.has_ne = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(10)
            self.has_wp = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self.has_am = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(10)
            self.has_nw = self._io.read_bits_int_le(1) != 0
            self.has_cd = self._io.read_bits_int_le(1) != 0
            self.has_pg = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(32)


        def _fetch_instances(self):
            pass


    class Cr4Register(KaitaiStruct):
        """Control register 4.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.Cr4Register, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_vme = self._io.read_bits_int_le(1) != 0
            self.has_pvi = self._io.read_bits_int_le(1) != 0
            self.has_tsd = self._io.read_bits_int_le(1) != 0
            self.has_de = self._io.read_bits_int_le(1) != 0
            self.has_pse = self._io.read_bits_int_le(1) != 0
            self.has_pae = self._io.read_bits_int_le(1) != 0
            self.has_mce = self._io.read_bits_int_le(1) != 0
            self.has_pge = self._io.read_bits_int_le(1) != 0
            self.has_pce = self._io.read_bits_int_le(1) != 0
            self.has_osfxsr = self._io.read_bits_int_le(1) != 0
            self.has_osxmmexcpt = self._io.read_bits_int_le(1) != 0
            self.has_umip = self._io.read_bits_int_le(1) != 0
            self.has_la57 = self._io.read_bits_int_le(1) != 0
            self.has_vmxe = self._io.read_bits_int_le(1) != 0
            self.has_smxe = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_fsgsbase = self._io.read_bits_int_le(1) != 0
            self.has_pcide = self._io.read_bits_int_le(1) != 0
            self.has_osxsave = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self.has_smep = self._io.read_bits_int_le(1) != 0
            self.has_smap = self._io.read_bits_int_le(1) != 0
            self.has_pke = self._io.read_bits_int_le(1) != 0
            self.has_cet = self._io.read_bits_int_le(1) != 0
            self.has_pks = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(2)
            self.has_lass = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(4)
            self.has_fred = self._io.read_bits_int_le(1) != 0
            self.reserved5 = self._io.read_bits_int_le(31)


        def _fetch_instances(self):
            pass


    class EferRegister(KaitaiStruct):
        """Extended features of the processor that are enabled.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.EferRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_sce = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(7)
            self.has_lme = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self.has_lma = self._io.read_bits_int_le(1) != 0
            self.has_nxe = self._io.read_bits_int_le(1) != 0
            self.has_svme = self._io.read_bits_int_le(1) != 0
            self.has_lmsle = self._io.read_bits_int_le(1) != 0
            self.has_ffxse = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(6)
            self.has_aibrse = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(32)
            self.reserved5 = self._io.read_bits_int_le(10)


        def _fetch_instances(self):
            pass


    class HpetTimerRegister(KaitaiStruct):
        """How a timer of the HPET is set up: `config` of `hpet_timer`.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/hpet.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.HpetTimerRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_level = self._io.read_bits_int_le(1) != 0
            self.has_enable = self._io.read_bits_int_le(1) != 0
            self.has_periodic = self._io.read_bits_int_le(1) != 0
            self.has_periodic_cap = self._io.read_bits_int_le(1) != 0
            self.has_64bit_cap = self._io.read_bits_int_le(1) != 0
            self.has_setval = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self.has_32bit = self._io.read_bits_int_le(1) != 0
            self.route = self._io.read_bits_int_le(5)
            self.has_fsb = self._io.read_bits_int_le(1) != 0
            self.has_fsb_cap = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(16)
            self.route_caps = self._io.read_bits_int_le(32)


        def _fetch_instances(self):
            pass


    class McgCapRegister(KaitaiStruct):
        """What machine check can do.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/cpu/mcheck/x86_mca.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.McgCapRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.num_banks = self._io.read_bits_int_le(8)
            self.has_ctl_p = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_cmci_p = self._io.read_bits_int_le(1) != 0
            self.has_tes_p = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(12)
            self.has_ser_p = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(2)
            self.has_lmce_p = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(32)
            self.reserved5 = self._io.read_bits_int_le(4)


        def _fetch_instances(self):
            pass


    class MiscFeaturesRegister(KaitaiStruct):
        """Features that MSR_INTEL_MISC_FEATURES_ENABLES turns on.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.MiscFeaturesRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_cpuid_faulting = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(32)
            self.reserved2 = self._io.read_bits_int_le(31)


        def _fetch_instances(self):
            pass


    class MtrrCapRegister(KaitaiStruct):
        """Which memory type range registers there are.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/mtrr.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.MtrrCapRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.num_ranges = self._io.read_bits_int_le(8)
            self.reserved1 = self._io.read_bits_int_le(32)
            self.reserved2 = self._io.read_bits_int_le(24)


        def _fetch_instances(self):
            pass


    class PlatformInfoRegister(KaitaiStruct):
        """What MSR_INTEL_PLATFORM_INFO tells.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.PlatformInfoRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.reserved1 = self._io.read_bits_int_le(31)
            self.has_cpuid_faulting = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(32)


        def _fetch_instances(self):
            pass


    class RflagsRegister(KaitaiStruct):
        """Flags.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.RflagsRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_cf = self._io.read_bits_int_le(1) != 0
            self.has_mbs = self._io.read_bits_int_le(1) != 0
            self.has_pf = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_af = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self.has_zf = self._io.read_bits_int_le(1) != 0
            self.has_sf = self._io.read_bits_int_le(1) != 0
            self.has_tf = self._io.read_bits_int_le(1) != 0
            self.has_if = self._io.read_bits_int_le(1) != 0
            self.has_df = self._io.read_bits_int_le(1) != 0
            self.has_of = self._io.read_bits_int_le(1) != 0
            self.iopl = self._io.read_bits_int_le(2)
            self.has_nt = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self.has_rf = self._io.read_bits_int_le(1) != 0
            self.has_vm = self._io.read_bits_int_le(1) != 0
            self.has_ac = self._io.read_bits_int_le(1) != 0
            self.has_vif = self._io.read_bits_int_le(1) != 0
            self.has_vip = self._io.read_bits_int_le(1) != 0
            self.has_id = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(32)
            self.reserved5 = self._io.read_bits_int_le(10)


        def _fetch_instances(self):
            pass


    class SpecCtrlRegister(KaitaiStruct):
        """Speculation control.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.SpecCtrlRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_ibrs = self._io.read_bits_int_le(1) != 0
            self.has_stibp = self._io.read_bits_int_le(1) != 0
            self.has_ssbd = self._io.read_bits_int_le(1) != 0
            self.has_ipred_dis_u = self._io.read_bits_int_le(1) != 0
            self.has_ipred_dis_s = self._io.read_bits_int_le(1) != 0
            self.has_rrsba_dis_u = self._io.read_bits_int_le(1) != 0
            self.has_rrsba_dis_s = self._io.read_bits_int_le(1) != 0
            self.has_psfd = self._io.read_bits_int_le(1) != 0
            self.has_ddp_dis_u = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_bhi_dis_s = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(32)
            self.reserved3 = self._io.read_bits_int_le(21)


        def _fetch_instances(self):
            pass


    class VmAssistRegister(KaitaiStruct):
        """What Xen assists a PV guest with.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.VmAssistRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_4gb_segments = self._io.read_bits_int_le(1) != 0
            self.has_4gb_segments_notify = self._io.read_bits_int_le(1) != 0
            self.has_writable_pagetables = self._io.read_bits_int_le(1) != 0
            self.has_pae_extended_cr3 = self._io.read_bits_int_le(1) != 0
            self.has_architectural_iopl = self._io.read_bits_int_le(1) != 0
            self.has_runstate_update_flag = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(26)
            self.has_m2p_strict = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(31)


        def _fetch_instances(self):
            pass




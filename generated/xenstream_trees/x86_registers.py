# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
import collections


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class X86Registers(KaitaiStruct):
    """Registers of a vcpu of which bits have names, each of 64 bits, the lowest bit
    first. All are little-endian, whatever the endianness of the stream around
    them: they are an x86 processor's.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
    """
    SEQ_FIELDS = []
    def __init__(self, _io, _parent=None, _root=None):
        super(X86Registers, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

    def _read(self):
        pass


    def _fetch_instances(self):
        pass

    class ApicBaseRegister(KaitaiStruct):
        """A local APIC's mode and address.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        SEQ_FIELDS = ["reserved1", "has_bsp", "reserved2", "has_extd", "has_enable", "base_low", "base_high"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.ApicBaseRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(8)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_bsp']['start'] = self._io.pos()
            self.has_bsp = self._io.read_bits_int_le(1) != 0
            self._debug['has_bsp']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_extd']['start'] = self._io.pos()
            self.has_extd = self._io.read_bits_int_le(1) != 0
            self._debug['has_extd']['end'] = self._io.pos()
            self._debug['has_enable']['start'] = self._io.pos()
            self.has_enable = self._io.read_bits_int_le(1) != 0
            self._debug['has_enable']['end'] = self._io.pos()
            self._debug['base_low']['start'] = self._io.pos()
            self.base_low = self._io.read_bits_int_le(20)
            self._debug['base_low']['end'] = self._io.pos()
            self._debug['base_high']['start'] = self._io.pos()
            self.base_high = self._io.read_bits_int_le(32)
            self._debug['base_high']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class BndcfgsRegister(KaitaiStruct):
        """MPX's configuration of the supervisor.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        SEQ_FIELDS = ["has_enable", "has_preserve", "reserved1", "directory_low", "directory_high"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.BndcfgsRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_enable']['start'] = self._io.pos()
            self.has_enable = self._io.read_bits_int_le(1) != 0
            self._debug['has_enable']['end'] = self._io.pos()
            self._debug['has_preserve']['start'] = self._io.pos()
            self.has_preserve = self._io.read_bits_int_le(1) != 0
            self._debug['has_preserve']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(10)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['directory_low']['start'] = self._io.pos()
            self.directory_low = self._io.read_bits_int_le(20)
            self._debug['directory_low']['end'] = self._io.pos()
            self._debug['directory_high']['start'] = self._io.pos()
            self.directory_high = self._io.read_bits_int_le(32)
            self._debug['directory_high']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Cr0Register(KaitaiStruct):
        """Control register 0.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
        """
        SEQ_FIELDS = ["has_pe", "has_mp", "has_em", "has_ts", "has_et", "has_ne", "reserved1", "has_wp", "reserved2", "has_am", "reserved3", "has_nw", "has_cd", "has_pg", "reserved4"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.Cr0Register, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_pe']['start'] = self._io.pos()
            self.has_pe = self._io.read_bits_int_le(1) != 0
            self._debug['has_pe']['end'] = self._io.pos()
            self._debug['has_mp']['start'] = self._io.pos()
            self.has_mp = self._io.read_bits_int_le(1) != 0
            self._debug['has_mp']['end'] = self._io.pos()
            self._debug['has_em']['start'] = self._io.pos()
            self.has_em = self._io.read_bits_int_le(1) != 0
            self._debug['has_em']['end'] = self._io.pos()
            self._debug['has_ts']['start'] = self._io.pos()
            self.has_ts = self._io.read_bits_int_le(1) != 0
            self._debug['has_ts']['end'] = self._io.pos()
            self._debug['has_et']['start'] = self._io.pos()
            self.has_et = self._io.read_bits_int_le(1) != 0
            self._debug['has_et']['end'] = self._io.pos()
            self._debug['has_ne']['start'] = self._io.pos()
            self.has_ne = self._io.read_bits_int_le(1) != 0
            self._debug['has_ne']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(10)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_wp']['start'] = self._io.pos()
            self.has_wp = self._io.read_bits_int_le(1) != 0
            self._debug['has_wp']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_am']['start'] = self._io.pos()
            self.has_am = self._io.read_bits_int_le(1) != 0
            self._debug['has_am']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(10)
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_nw']['start'] = self._io.pos()
            self.has_nw = self._io.read_bits_int_le(1) != 0
            self._debug['has_nw']['end'] = self._io.pos()
            self._debug['has_cd']['start'] = self._io.pos()
            self.has_cd = self._io.read_bits_int_le(1) != 0
            self._debug['has_cd']['end'] = self._io.pos()
            self._debug['has_pg']['start'] = self._io.pos()
            self.has_pg = self._io.read_bits_int_le(1) != 0
            self._debug['has_pg']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(32)
            self._debug['reserved4']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Cr4Register(KaitaiStruct):
        """Control register 4.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
        """
        SEQ_FIELDS = ["has_vme", "has_pvi", "has_tsd", "has_de", "has_pse", "has_pae", "has_mce", "has_pge", "has_pce", "has_osfxsr", "has_osxmmexcpt", "has_umip", "has_la57", "has_vmxe", "has_smxe", "reserved1", "has_fsgsbase", "has_pcide", "has_osxsave", "reserved2", "has_smep", "has_smap", "has_pke", "has_cet", "has_pks", "reserved3", "has_lass", "reserved4", "has_fred", "reserved5"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.Cr4Register, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_vme']['start'] = self._io.pos()
            self.has_vme = self._io.read_bits_int_le(1) != 0
            self._debug['has_vme']['end'] = self._io.pos()
            self._debug['has_pvi']['start'] = self._io.pos()
            self.has_pvi = self._io.read_bits_int_le(1) != 0
            self._debug['has_pvi']['end'] = self._io.pos()
            self._debug['has_tsd']['start'] = self._io.pos()
            self.has_tsd = self._io.read_bits_int_le(1) != 0
            self._debug['has_tsd']['end'] = self._io.pos()
            self._debug['has_de']['start'] = self._io.pos()
            self.has_de = self._io.read_bits_int_le(1) != 0
            self._debug['has_de']['end'] = self._io.pos()
            self._debug['has_pse']['start'] = self._io.pos()
            self.has_pse = self._io.read_bits_int_le(1) != 0
            self._debug['has_pse']['end'] = self._io.pos()
            self._debug['has_pae']['start'] = self._io.pos()
            self.has_pae = self._io.read_bits_int_le(1) != 0
            self._debug['has_pae']['end'] = self._io.pos()
            self._debug['has_mce']['start'] = self._io.pos()
            self.has_mce = self._io.read_bits_int_le(1) != 0
            self._debug['has_mce']['end'] = self._io.pos()
            self._debug['has_pge']['start'] = self._io.pos()
            self.has_pge = self._io.read_bits_int_le(1) != 0
            self._debug['has_pge']['end'] = self._io.pos()
            self._debug['has_pce']['start'] = self._io.pos()
            self.has_pce = self._io.read_bits_int_le(1) != 0
            self._debug['has_pce']['end'] = self._io.pos()
            self._debug['has_osfxsr']['start'] = self._io.pos()
            self.has_osfxsr = self._io.read_bits_int_le(1) != 0
            self._debug['has_osfxsr']['end'] = self._io.pos()
            self._debug['has_osxmmexcpt']['start'] = self._io.pos()
            self.has_osxmmexcpt = self._io.read_bits_int_le(1) != 0
            self._debug['has_osxmmexcpt']['end'] = self._io.pos()
            self._debug['has_umip']['start'] = self._io.pos()
            self.has_umip = self._io.read_bits_int_le(1) != 0
            self._debug['has_umip']['end'] = self._io.pos()
            self._debug['has_la57']['start'] = self._io.pos()
            self.has_la57 = self._io.read_bits_int_le(1) != 0
            self._debug['has_la57']['end'] = self._io.pos()
            self._debug['has_vmxe']['start'] = self._io.pos()
            self.has_vmxe = self._io.read_bits_int_le(1) != 0
            self._debug['has_vmxe']['end'] = self._io.pos()
            self._debug['has_smxe']['start'] = self._io.pos()
            self.has_smxe = self._io.read_bits_int_le(1) != 0
            self._debug['has_smxe']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_fsgsbase']['start'] = self._io.pos()
            self.has_fsgsbase = self._io.read_bits_int_le(1) != 0
            self._debug['has_fsgsbase']['end'] = self._io.pos()
            self._debug['has_pcide']['start'] = self._io.pos()
            self.has_pcide = self._io.read_bits_int_le(1) != 0
            self._debug['has_pcide']['end'] = self._io.pos()
            self._debug['has_osxsave']['start'] = self._io.pos()
            self.has_osxsave = self._io.read_bits_int_le(1) != 0
            self._debug['has_osxsave']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_smep']['start'] = self._io.pos()
            self.has_smep = self._io.read_bits_int_le(1) != 0
            self._debug['has_smep']['end'] = self._io.pos()
            self._debug['has_smap']['start'] = self._io.pos()
            self.has_smap = self._io.read_bits_int_le(1) != 0
            self._debug['has_smap']['end'] = self._io.pos()
            self._debug['has_pke']['start'] = self._io.pos()
            self.has_pke = self._io.read_bits_int_le(1) != 0
            self._debug['has_pke']['end'] = self._io.pos()
            self._debug['has_cet']['start'] = self._io.pos()
            self.has_cet = self._io.read_bits_int_le(1) != 0
            self._debug['has_cet']['end'] = self._io.pos()
            self._debug['has_pks']['start'] = self._io.pos()
            self.has_pks = self._io.read_bits_int_le(1) != 0
            self._debug['has_pks']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(2)
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_lass']['start'] = self._io.pos()
            self.has_lass = self._io.read_bits_int_le(1) != 0
            self._debug['has_lass']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(4)
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_fred']['start'] = self._io.pos()
            self.has_fred = self._io.read_bits_int_le(1) != 0
            self._debug['has_fred']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(31)
            self._debug['reserved5']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class EferRegister(KaitaiStruct):
        """Extended features of the processor that are enabled.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        SEQ_FIELDS = ["has_sce", "reserved1", "has_lme", "reserved2", "has_lma", "has_nxe", "has_svme", "has_lmsle", "has_ffxse", "reserved3", "has_aibrse", "reserved4", "reserved5"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.EferRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_sce']['start'] = self._io.pos()
            self.has_sce = self._io.read_bits_int_le(1) != 0
            self._debug['has_sce']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(7)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_lme']['start'] = self._io.pos()
            self.has_lme = self._io.read_bits_int_le(1) != 0
            self._debug['has_lme']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_lma']['start'] = self._io.pos()
            self.has_lma = self._io.read_bits_int_le(1) != 0
            self._debug['has_lma']['end'] = self._io.pos()
            self._debug['has_nxe']['start'] = self._io.pos()
            self.has_nxe = self._io.read_bits_int_le(1) != 0
            self._debug['has_nxe']['end'] = self._io.pos()
            self._debug['has_svme']['start'] = self._io.pos()
            self.has_svme = self._io.read_bits_int_le(1) != 0
            self._debug['has_svme']['end'] = self._io.pos()
            self._debug['has_lmsle']['start'] = self._io.pos()
            self.has_lmsle = self._io.read_bits_int_le(1) != 0
            self._debug['has_lmsle']['end'] = self._io.pos()
            self._debug['has_ffxse']['start'] = self._io.pos()
            self.has_ffxse = self._io.read_bits_int_le(1) != 0
            self._debug['has_ffxse']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(6)
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_aibrse']['start'] = self._io.pos()
            self.has_aibrse = self._io.read_bits_int_le(1) != 0
            self._debug['has_aibrse']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(32)
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(10)
            self._debug['reserved5']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class HpetTimerRegister(KaitaiStruct):
        """How a timer of the HPET is set up: `config` of `hpet_timer`.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/hpet.h
        """
        SEQ_FIELDS = ["reserved1", "has_level", "has_enable", "has_periodic", "has_periodic_cap", "has_64bit_cap", "has_setval", "reserved2", "has_32bit", "route", "has_fsb", "has_fsb_cap", "reserved3", "route_caps"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.HpetTimerRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_level']['start'] = self._io.pos()
            self.has_level = self._io.read_bits_int_le(1) != 0
            self._debug['has_level']['end'] = self._io.pos()
            self._debug['has_enable']['start'] = self._io.pos()
            self.has_enable = self._io.read_bits_int_le(1) != 0
            self._debug['has_enable']['end'] = self._io.pos()
            self._debug['has_periodic']['start'] = self._io.pos()
            self.has_periodic = self._io.read_bits_int_le(1) != 0
            self._debug['has_periodic']['end'] = self._io.pos()
            self._debug['has_periodic_cap']['start'] = self._io.pos()
            self.has_periodic_cap = self._io.read_bits_int_le(1) != 0
            self._debug['has_periodic_cap']['end'] = self._io.pos()
            self._debug['has_64bit_cap']['start'] = self._io.pos()
            self.has_64bit_cap = self._io.read_bits_int_le(1) != 0
            self._debug['has_64bit_cap']['end'] = self._io.pos()
            self._debug['has_setval']['start'] = self._io.pos()
            self.has_setval = self._io.read_bits_int_le(1) != 0
            self._debug['has_setval']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_32bit']['start'] = self._io.pos()
            self.has_32bit = self._io.read_bits_int_le(1) != 0
            self._debug['has_32bit']['end'] = self._io.pos()
            self._debug['route']['start'] = self._io.pos()
            self.route = self._io.read_bits_int_le(5)
            self._debug['route']['end'] = self._io.pos()
            self._debug['has_fsb']['start'] = self._io.pos()
            self.has_fsb = self._io.read_bits_int_le(1) != 0
            self._debug['has_fsb']['end'] = self._io.pos()
            self._debug['has_fsb_cap']['start'] = self._io.pos()
            self.has_fsb_cap = self._io.read_bits_int_le(1) != 0
            self._debug['has_fsb_cap']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(16)
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['route_caps']['start'] = self._io.pos()
            self.route_caps = self._io.read_bits_int_le(32)
            self._debug['route_caps']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class McgCapRegister(KaitaiStruct):
        """What machine check can do.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/cpu/mcheck/x86_mca.h
        """
        SEQ_FIELDS = ["num_banks", "has_ctl_p", "reserved1", "has_cmci_p", "has_tes_p", "reserved2", "has_ser_p", "reserved3", "has_lmce_p", "reserved4", "reserved5"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.McgCapRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['num_banks']['start'] = self._io.pos()
            self.num_banks = self._io.read_bits_int_le(8)
            self._debug['num_banks']['end'] = self._io.pos()
            self._debug['has_ctl_p']['start'] = self._io.pos()
            self.has_ctl_p = self._io.read_bits_int_le(1) != 0
            self._debug['has_ctl_p']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_cmci_p']['start'] = self._io.pos()
            self.has_cmci_p = self._io.read_bits_int_le(1) != 0
            self._debug['has_cmci_p']['end'] = self._io.pos()
            self._debug['has_tes_p']['start'] = self._io.pos()
            self.has_tes_p = self._io.read_bits_int_le(1) != 0
            self._debug['has_tes_p']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(12)
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_ser_p']['start'] = self._io.pos()
            self.has_ser_p = self._io.read_bits_int_le(1) != 0
            self._debug['has_ser_p']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(2)
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_lmce_p']['start'] = self._io.pos()
            self.has_lmce_p = self._io.read_bits_int_le(1) != 0
            self._debug['has_lmce_p']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(32)
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(4)
            self._debug['reserved5']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class MiscFeaturesRegister(KaitaiStruct):
        """Features that MSR_INTEL_MISC_FEATURES_ENABLES turns on.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        SEQ_FIELDS = ["has_cpuid_faulting", "reserved1", "reserved2"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.MiscFeaturesRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_cpuid_faulting']['start'] = self._io.pos()
            self.has_cpuid_faulting = self._io.read_bits_int_le(1) != 0
            self._debug['has_cpuid_faulting']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(32)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(31)
            self._debug['reserved2']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class MtrrCapRegister(KaitaiStruct):
        """Which memory type range registers there are.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/mtrr.h
        """
        SEQ_FIELDS = ["num_ranges", "reserved1", "reserved2"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.MtrrCapRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['num_ranges']['start'] = self._io.pos()
            self.num_ranges = self._io.read_bits_int_le(8)
            self._debug['num_ranges']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(32)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(24)
            self._debug['reserved2']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class PlatformInfoRegister(KaitaiStruct):
        """What MSR_INTEL_PLATFORM_INFO tells.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        SEQ_FIELDS = ["reserved1", "has_cpuid_faulting", "reserved2"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.PlatformInfoRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(31)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_cpuid_faulting']['start'] = self._io.pos()
            self.has_cpuid_faulting = self._io.read_bits_int_le(1) != 0
            self._debug['has_cpuid_faulting']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(32)
            self._debug['reserved2']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class RflagsRegister(KaitaiStruct):
        """Flags.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
        """
        SEQ_FIELDS = ["has_cf", "has_mbs", "has_pf", "reserved1", "has_af", "reserved2", "has_zf", "has_sf", "has_tf", "has_if", "has_df", "has_of", "iopl", "has_nt", "reserved3", "has_rf", "has_vm", "has_ac", "has_vif", "has_vip", "has_id", "reserved4", "reserved5"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.RflagsRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_cf']['start'] = self._io.pos()
            self.has_cf = self._io.read_bits_int_le(1) != 0
            self._debug['has_cf']['end'] = self._io.pos()
            self._debug['has_mbs']['start'] = self._io.pos()
            self.has_mbs = self._io.read_bits_int_le(1) != 0
            self._debug['has_mbs']['end'] = self._io.pos()
            self._debug['has_pf']['start'] = self._io.pos()
            self.has_pf = self._io.read_bits_int_le(1) != 0
            self._debug['has_pf']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_af']['start'] = self._io.pos()
            self.has_af = self._io.read_bits_int_le(1) != 0
            self._debug['has_af']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_zf']['start'] = self._io.pos()
            self.has_zf = self._io.read_bits_int_le(1) != 0
            self._debug['has_zf']['end'] = self._io.pos()
            self._debug['has_sf']['start'] = self._io.pos()
            self.has_sf = self._io.read_bits_int_le(1) != 0
            self._debug['has_sf']['end'] = self._io.pos()
            self._debug['has_tf']['start'] = self._io.pos()
            self.has_tf = self._io.read_bits_int_le(1) != 0
            self._debug['has_tf']['end'] = self._io.pos()
            self._debug['has_if']['start'] = self._io.pos()
            self.has_if = self._io.read_bits_int_le(1) != 0
            self._debug['has_if']['end'] = self._io.pos()
            self._debug['has_df']['start'] = self._io.pos()
            self.has_df = self._io.read_bits_int_le(1) != 0
            self._debug['has_df']['end'] = self._io.pos()
            self._debug['has_of']['start'] = self._io.pos()
            self.has_of = self._io.read_bits_int_le(1) != 0
            self._debug['has_of']['end'] = self._io.pos()
            self._debug['iopl']['start'] = self._io.pos()
            self.iopl = self._io.read_bits_int_le(2)
            self._debug['iopl']['end'] = self._io.pos()
            self._debug['has_nt']['start'] = self._io.pos()
            self.has_nt = self._io.read_bits_int_le(1) != 0
            self._debug['has_nt']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_rf']['start'] = self._io.pos()
            self.has_rf = self._io.read_bits_int_le(1) != 0
            self._debug['has_rf']['end'] = self._io.pos()
            self._debug['has_vm']['start'] = self._io.pos()
            self.has_vm = self._io.read_bits_int_le(1) != 0
            self._debug['has_vm']['end'] = self._io.pos()
            self._debug['has_ac']['start'] = self._io.pos()
            self.has_ac = self._io.read_bits_int_le(1) != 0
            self._debug['has_ac']['end'] = self._io.pos()
            self._debug['has_vif']['start'] = self._io.pos()
            self.has_vif = self._io.read_bits_int_le(1) != 0
            self._debug['has_vif']['end'] = self._io.pos()
            self._debug['has_vip']['start'] = self._io.pos()
            self.has_vip = self._io.read_bits_int_le(1) != 0
            self._debug['has_vip']['end'] = self._io.pos()
            self._debug['has_id']['start'] = self._io.pos()
            self.has_id = self._io.read_bits_int_le(1) != 0
            self._debug['has_id']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(32)
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(10)
            self._debug['reserved5']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class SpecCtrlRegister(KaitaiStruct):
        """Speculation control.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
        """
        SEQ_FIELDS = ["has_ibrs", "has_stibp", "has_ssbd", "has_ipred_dis_u", "has_ipred_dis_s", "has_rrsba_dis_u", "has_rrsba_dis_s", "has_psfd", "has_ddp_dis_u", "reserved1", "has_bhi_dis_s", "reserved2", "reserved3"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.SpecCtrlRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_ibrs']['start'] = self._io.pos()
            self.has_ibrs = self._io.read_bits_int_le(1) != 0
            self._debug['has_ibrs']['end'] = self._io.pos()
            self._debug['has_stibp']['start'] = self._io.pos()
            self.has_stibp = self._io.read_bits_int_le(1) != 0
            self._debug['has_stibp']['end'] = self._io.pos()
            self._debug['has_ssbd']['start'] = self._io.pos()
            self.has_ssbd = self._io.read_bits_int_le(1) != 0
            self._debug['has_ssbd']['end'] = self._io.pos()
            self._debug['has_ipred_dis_u']['start'] = self._io.pos()
            self.has_ipred_dis_u = self._io.read_bits_int_le(1) != 0
            self._debug['has_ipred_dis_u']['end'] = self._io.pos()
            self._debug['has_ipred_dis_s']['start'] = self._io.pos()
            self.has_ipred_dis_s = self._io.read_bits_int_le(1) != 0
            self._debug['has_ipred_dis_s']['end'] = self._io.pos()
            self._debug['has_rrsba_dis_u']['start'] = self._io.pos()
            self.has_rrsba_dis_u = self._io.read_bits_int_le(1) != 0
            self._debug['has_rrsba_dis_u']['end'] = self._io.pos()
            self._debug['has_rrsba_dis_s']['start'] = self._io.pos()
            self.has_rrsba_dis_s = self._io.read_bits_int_le(1) != 0
            self._debug['has_rrsba_dis_s']['end'] = self._io.pos()
            self._debug['has_psfd']['start'] = self._io.pos()
            self.has_psfd = self._io.read_bits_int_le(1) != 0
            self._debug['has_psfd']['end'] = self._io.pos()
            self._debug['has_ddp_dis_u']['start'] = self._io.pos()
            self.has_ddp_dis_u = self._io.read_bits_int_le(1) != 0
            self._debug['has_ddp_dis_u']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_bhi_dis_s']['start'] = self._io.pos()
            self.has_bhi_dis_s = self._io.read_bits_int_le(1) != 0
            self._debug['has_bhi_dis_s']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(32)
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(21)
            self._debug['reserved3']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class VmAssistRegister(KaitaiStruct):
        """What Xen assists a PV guest with.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
        """
        SEQ_FIELDS = ["has_4gb_segments", "has_4gb_segments_notify", "has_writable_pagetables", "has_pae_extended_cr3", "has_architectural_iopl", "has_runstate_update_flag", "reserved1", "has_m2p_strict", "reserved2"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86Registers.VmAssistRegister, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_4gb_segments']['start'] = self._io.pos()
            self.has_4gb_segments = self._io.read_bits_int_le(1) != 0
            self._debug['has_4gb_segments']['end'] = self._io.pos()
            self._debug['has_4gb_segments_notify']['start'] = self._io.pos()
            self.has_4gb_segments_notify = self._io.read_bits_int_le(1) != 0
            self._debug['has_4gb_segments_notify']['end'] = self._io.pos()
            self._debug['has_writable_pagetables']['start'] = self._io.pos()
            self.has_writable_pagetables = self._io.read_bits_int_le(1) != 0
            self._debug['has_writable_pagetables']['end'] = self._io.pos()
            self._debug['has_pae_extended_cr3']['start'] = self._io.pos()
            self.has_pae_extended_cr3 = self._io.read_bits_int_le(1) != 0
            self._debug['has_pae_extended_cr3']['end'] = self._io.pos()
            self._debug['has_architectural_iopl']['start'] = self._io.pos()
            self.has_architectural_iopl = self._io.read_bits_int_le(1) != 0
            self._debug['has_architectural_iopl']['end'] = self._io.pos()
            self._debug['has_runstate_update_flag']['start'] = self._io.pos()
            self.has_runstate_update_flag = self._io.read_bits_int_le(1) != 0
            self._debug['has_runstate_update_flag']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(26)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_m2p_strict']['start'] = self._io.pos()
            self.has_m2p_strict = self._io.read_bits_int_le(1) != 0
            self._debug['has_m2p_strict']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(31)
            self._debug['reserved2']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    @property
    def size_text(self):
        """How long it is."""
        if hasattr(self, '_m_size_text'):
            return self._m_size_text

        self._m_size_text = str(self._io.size()) + u" octets"
        return getattr(self, '_m_size_text', None)



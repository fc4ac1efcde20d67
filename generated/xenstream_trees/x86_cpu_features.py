# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
import collections


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class X86CpuFeatures(KaitaiStruct):
    """The words of Xen's featureset, in its order, as XEN_SYSCTL_get_cpu_featureset
    gives it; a shorter one ends before. Each is a register of a CPUID leaf, or
    half of an MSR, whose bits are features, the lowest first. A stream has them
    in X86_CPUID_POLICY and X86_MSR_POLICY.
    
    The releases after `-since` are the first to name the bit: the first point
    release of each older branch that does, and the version since which all do,
    from 4.7 on.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    """
    SEQ_FIELDS = ["word_1d", "word_1c", "word_e1d", "word_e1c", "word_da1", "word_7b0", "word_7c0", "word_e7d", "word_e8b", "word_7d0", "word_7a1", "word_e21a", "word_7b1", "word_7d2", "word_7c1", "word_7d1", "word_m10al", "word_m10ah", "word_e21c"]
    def __init__(self, _io, _parent=None, _root=None):
        super(X86CpuFeatures, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

    def _read(self):
        if (not (self._io.is_eof())):
            pass
            self._debug['word_1d']['start'] = self._io.pos()
            self.word_1d = X86CpuFeatures.Features1d(self._io, self, self._root)
            self.word_1d._read()
            self._debug['word_1d']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_1c']['start'] = self._io.pos()
            self.word_1c = X86CpuFeatures.Features1c(self._io, self, self._root)
            self.word_1c._read()
            self._debug['word_1c']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_e1d']['start'] = self._io.pos()
            self.word_e1d = X86CpuFeatures.FeaturesE1d(self._io, self, self._root)
            self.word_e1d._read()
            self._debug['word_e1d']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_e1c']['start'] = self._io.pos()
            self.word_e1c = X86CpuFeatures.FeaturesE1c(self._io, self, self._root)
            self.word_e1c._read()
            self._debug['word_e1c']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_da1']['start'] = self._io.pos()
            self.word_da1 = X86CpuFeatures.FeaturesDa1(self._io, self, self._root)
            self.word_da1._read()
            self._debug['word_da1']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_7b0']['start'] = self._io.pos()
            self.word_7b0 = X86CpuFeatures.Features7b0(self._io, self, self._root)
            self.word_7b0._read()
            self._debug['word_7b0']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_7c0']['start'] = self._io.pos()
            self.word_7c0 = X86CpuFeatures.Features7c0(self._io, self, self._root)
            self.word_7c0._read()
            self._debug['word_7c0']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_e7d']['start'] = self._io.pos()
            self.word_e7d = X86CpuFeatures.FeaturesE7d(self._io, self, self._root)
            self.word_e7d._read()
            self._debug['word_e7d']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_e8b']['start'] = self._io.pos()
            self.word_e8b = X86CpuFeatures.FeaturesE8b(self._io, self, self._root)
            self.word_e8b._read()
            self._debug['word_e8b']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_7d0']['start'] = self._io.pos()
            self.word_7d0 = X86CpuFeatures.Features7d0(self._io, self, self._root)
            self.word_7d0._read()
            self._debug['word_7d0']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_7a1']['start'] = self._io.pos()
            self.word_7a1 = X86CpuFeatures.Features7a1(self._io, self, self._root)
            self.word_7a1._read()
            self._debug['word_7a1']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_e21a']['start'] = self._io.pos()
            self.word_e21a = X86CpuFeatures.FeaturesE21a(self._io, self, self._root)
            self.word_e21a._read()
            self._debug['word_e21a']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_7b1']['start'] = self._io.pos()
            self.word_7b1 = X86CpuFeatures.Features7b1(self._io, self, self._root)
            self.word_7b1._read()
            self._debug['word_7b1']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_7d2']['start'] = self._io.pos()
            self.word_7d2 = X86CpuFeatures.Features7d2(self._io, self, self._root)
            self.word_7d2._read()
            self._debug['word_7d2']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_7c1']['start'] = self._io.pos()
            self.word_7c1 = X86CpuFeatures.Features7c1(self._io, self, self._root)
            self.word_7c1._read()
            self._debug['word_7c1']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_7d1']['start'] = self._io.pos()
            self.word_7d1 = X86CpuFeatures.Features7d1(self._io, self, self._root)
            self.word_7d1._read()
            self._debug['word_7d1']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_m10al']['start'] = self._io.pos()
            self.word_m10al = X86CpuFeatures.FeaturesM10al(self._io, self, self._root)
            self.word_m10al._read()
            self._debug['word_m10al']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_m10ah']['start'] = self._io.pos()
            self.word_m10ah = X86CpuFeatures.FeaturesM10ah(self._io, self, self._root)
            self.word_m10ah._read()
            self._debug['word_m10ah']['end'] = self._io.pos()

        if (not (self._io.is_eof())):
            pass
            self._debug['word_e21c']['start'] = self._io.pos()
            self.word_e21c = X86CpuFeatures.FeaturesE21c(self._io, self, self._root)
            self.word_e21c._read()
            self._debug['word_e21c']['end'] = self._io.pos()



    def _fetch_instances(self):
        pass
        if (not (self._io.is_eof())):
            pass
            self.word_1d._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_1c._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_e1d._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_e1c._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_da1._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_7b0._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_7c0._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_e7d._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_e8b._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_7d0._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_7a1._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_e21a._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_7b1._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_7d2._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_7c1._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_7d1._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_m10al._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_m10ah._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.word_e21c._fetch_instances()


    class Features1c(KaitaiStruct):
        """Word 1 of a featureset: CPUID leaf 0x1, ECX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_sse3", "has_pclmulqdq", "has_dtes64", "has_monitor", "has_dscpl", "has_vmx", "has_smx", "has_eist", "has_tm2", "has_ssse3", "reserved1", "has_sdbg", "has_fma", "has_cx16", "has_xtpr", "has_pdcm", "reserved2", "has_pcid", "has_dca", "has_sse4_1", "has_sse4_2", "has_x2apic", "has_movbe", "has_popcnt", "has_tsc_deadline", "has_aesni", "has_xsave", "has_osxsave", "has_avx", "has_f16c", "has_rdrand", "has_hypervisor"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features1c, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_sse3']['start'] = self._io.pos()
            self.has_sse3 = self._io.read_bits_int_le(1) != 0
            self._debug['has_sse3']['end'] = self._io.pos()
            self._debug['has_pclmulqdq']['start'] = self._io.pos()
            self.has_pclmulqdq = self._io.read_bits_int_le(1) != 0
            self._debug['has_pclmulqdq']['end'] = self._io.pos()
            self._debug['has_dtes64']['start'] = self._io.pos()
            self.has_dtes64 = self._io.read_bits_int_le(1) != 0
            self._debug['has_dtes64']['end'] = self._io.pos()
            self._debug['has_monitor']['start'] = self._io.pos()
            self.has_monitor = self._io.read_bits_int_le(1) != 0
            self._debug['has_monitor']['end'] = self._io.pos()
            self._debug['has_dscpl']['start'] = self._io.pos()
            self.has_dscpl = self._io.read_bits_int_le(1) != 0
            self._debug['has_dscpl']['end'] = self._io.pos()
            self._debug['has_vmx']['start'] = self._io.pos()
            self.has_vmx = self._io.read_bits_int_le(1) != 0
            self._debug['has_vmx']['end'] = self._io.pos()
            self._debug['has_smx']['start'] = self._io.pos()
            self.has_smx = self._io.read_bits_int_le(1) != 0
            self._debug['has_smx']['end'] = self._io.pos()
            self._debug['has_eist']['start'] = self._io.pos()
            self.has_eist = self._io.read_bits_int_le(1) != 0
            self._debug['has_eist']['end'] = self._io.pos()
            self._debug['has_tm2']['start'] = self._io.pos()
            self.has_tm2 = self._io.read_bits_int_le(1) != 0
            self._debug['has_tm2']['end'] = self._io.pos()
            self._debug['has_ssse3']['start'] = self._io.pos()
            self.has_ssse3 = self._io.read_bits_int_le(1) != 0
            self._debug['has_ssse3']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_sdbg']['start'] = self._io.pos()
            self.has_sdbg = self._io.read_bits_int_le(1) != 0
            self._debug['has_sdbg']['end'] = self._io.pos()
            self._debug['has_fma']['start'] = self._io.pos()
            self.has_fma = self._io.read_bits_int_le(1) != 0
            self._debug['has_fma']['end'] = self._io.pos()
            self._debug['has_cx16']['start'] = self._io.pos()
            self.has_cx16 = self._io.read_bits_int_le(1) != 0
            self._debug['has_cx16']['end'] = self._io.pos()
            self._debug['has_xtpr']['start'] = self._io.pos()
            self.has_xtpr = self._io.read_bits_int_le(1) != 0
            self._debug['has_xtpr']['end'] = self._io.pos()
            self._debug['has_pdcm']['start'] = self._io.pos()
            self.has_pdcm = self._io.read_bits_int_le(1) != 0
            self._debug['has_pdcm']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_pcid']['start'] = self._io.pos()
            self.has_pcid = self._io.read_bits_int_le(1) != 0
            self._debug['has_pcid']['end'] = self._io.pos()
            self._debug['has_dca']['start'] = self._io.pos()
            self.has_dca = self._io.read_bits_int_le(1) != 0
            self._debug['has_dca']['end'] = self._io.pos()
            self._debug['has_sse4_1']['start'] = self._io.pos()
            self.has_sse4_1 = self._io.read_bits_int_le(1) != 0
            self._debug['has_sse4_1']['end'] = self._io.pos()
            self._debug['has_sse4_2']['start'] = self._io.pos()
            self.has_sse4_2 = self._io.read_bits_int_le(1) != 0
            self._debug['has_sse4_2']['end'] = self._io.pos()
            self._debug['has_x2apic']['start'] = self._io.pos()
            self.has_x2apic = self._io.read_bits_int_le(1) != 0
            self._debug['has_x2apic']['end'] = self._io.pos()
            self._debug['has_movbe']['start'] = self._io.pos()
            self.has_movbe = self._io.read_bits_int_le(1) != 0
            self._debug['has_movbe']['end'] = self._io.pos()
            self._debug['has_popcnt']['start'] = self._io.pos()
            self.has_popcnt = self._io.read_bits_int_le(1) != 0
            self._debug['has_popcnt']['end'] = self._io.pos()
            self._debug['has_tsc_deadline']['start'] = self._io.pos()
            self.has_tsc_deadline = self._io.read_bits_int_le(1) != 0
            self._debug['has_tsc_deadline']['end'] = self._io.pos()
            self._debug['has_aesni']['start'] = self._io.pos()
            self.has_aesni = self._io.read_bits_int_le(1) != 0
            self._debug['has_aesni']['end'] = self._io.pos()
            self._debug['has_xsave']['start'] = self._io.pos()
            self.has_xsave = self._io.read_bits_int_le(1) != 0
            self._debug['has_xsave']['end'] = self._io.pos()
            self._debug['has_osxsave']['start'] = self._io.pos()
            self.has_osxsave = self._io.read_bits_int_le(1) != 0
            self._debug['has_osxsave']['end'] = self._io.pos()
            self._debug['has_avx']['start'] = self._io.pos()
            self.has_avx = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx']['end'] = self._io.pos()
            self._debug['has_f16c']['start'] = self._io.pos()
            self.has_f16c = self._io.read_bits_int_le(1) != 0
            self._debug['has_f16c']['end'] = self._io.pos()
            self._debug['has_rdrand']['start'] = self._io.pos()
            self.has_rdrand = self._io.read_bits_int_le(1) != 0
            self._debug['has_rdrand']['end'] = self._io.pos()
            self._debug['has_hypervisor']['start'] = self._io.pos()
            self.has_hypervisor = self._io.read_bits_int_le(1) != 0
            self._debug['has_hypervisor']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Features1d(KaitaiStruct):
        """Word 0 of a featureset: CPUID leaf 0x1, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_fpu", "has_vme", "has_de", "has_pse", "has_tsc", "has_msr", "has_pae", "has_mce", "has_cx8", "has_apic", "reserved1", "has_sep", "has_mtrr", "has_pge", "has_mca", "has_cmov", "has_pat", "has_pse36", "reserved2", "has_clflush", "reserved3", "has_ds", "has_acpi", "has_mmx", "has_fxsr", "has_sse", "has_sse2", "has_ss", "has_htt", "has_tm1", "reserved4", "has_pbe"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features1d, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_fpu']['start'] = self._io.pos()
            self.has_fpu = self._io.read_bits_int_le(1) != 0
            self._debug['has_fpu']['end'] = self._io.pos()
            self._debug['has_vme']['start'] = self._io.pos()
            self.has_vme = self._io.read_bits_int_le(1) != 0
            self._debug['has_vme']['end'] = self._io.pos()
            self._debug['has_de']['start'] = self._io.pos()
            self.has_de = self._io.read_bits_int_le(1) != 0
            self._debug['has_de']['end'] = self._io.pos()
            self._debug['has_pse']['start'] = self._io.pos()
            self.has_pse = self._io.read_bits_int_le(1) != 0
            self._debug['has_pse']['end'] = self._io.pos()
            self._debug['has_tsc']['start'] = self._io.pos()
            self.has_tsc = self._io.read_bits_int_le(1) != 0
            self._debug['has_tsc']['end'] = self._io.pos()
            self._debug['has_msr']['start'] = self._io.pos()
            self.has_msr = self._io.read_bits_int_le(1) != 0
            self._debug['has_msr']['end'] = self._io.pos()
            self._debug['has_pae']['start'] = self._io.pos()
            self.has_pae = self._io.read_bits_int_le(1) != 0
            self._debug['has_pae']['end'] = self._io.pos()
            self._debug['has_mce']['start'] = self._io.pos()
            self.has_mce = self._io.read_bits_int_le(1) != 0
            self._debug['has_mce']['end'] = self._io.pos()
            self._debug['has_cx8']['start'] = self._io.pos()
            self.has_cx8 = self._io.read_bits_int_le(1) != 0
            self._debug['has_cx8']['end'] = self._io.pos()
            self._debug['has_apic']['start'] = self._io.pos()
            self.has_apic = self._io.read_bits_int_le(1) != 0
            self._debug['has_apic']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_sep']['start'] = self._io.pos()
            self.has_sep = self._io.read_bits_int_le(1) != 0
            self._debug['has_sep']['end'] = self._io.pos()
            self._debug['has_mtrr']['start'] = self._io.pos()
            self.has_mtrr = self._io.read_bits_int_le(1) != 0
            self._debug['has_mtrr']['end'] = self._io.pos()
            self._debug['has_pge']['start'] = self._io.pos()
            self.has_pge = self._io.read_bits_int_le(1) != 0
            self._debug['has_pge']['end'] = self._io.pos()
            self._debug['has_mca']['start'] = self._io.pos()
            self.has_mca = self._io.read_bits_int_le(1) != 0
            self._debug['has_mca']['end'] = self._io.pos()
            self._debug['has_cmov']['start'] = self._io.pos()
            self.has_cmov = self._io.read_bits_int_le(1) != 0
            self._debug['has_cmov']['end'] = self._io.pos()
            self._debug['has_pat']['start'] = self._io.pos()
            self.has_pat = self._io.read_bits_int_le(1) != 0
            self._debug['has_pat']['end'] = self._io.pos()
            self._debug['has_pse36']['start'] = self._io.pos()
            self.has_pse36 = self._io.read_bits_int_le(1) != 0
            self._debug['has_pse36']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_clflush']['start'] = self._io.pos()
            self.has_clflush = self._io.read_bits_int_le(1) != 0
            self._debug['has_clflush']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_ds']['start'] = self._io.pos()
            self.has_ds = self._io.read_bits_int_le(1) != 0
            self._debug['has_ds']['end'] = self._io.pos()
            self._debug['has_acpi']['start'] = self._io.pos()
            self.has_acpi = self._io.read_bits_int_le(1) != 0
            self._debug['has_acpi']['end'] = self._io.pos()
            self._debug['has_mmx']['start'] = self._io.pos()
            self.has_mmx = self._io.read_bits_int_le(1) != 0
            self._debug['has_mmx']['end'] = self._io.pos()
            self._debug['has_fxsr']['start'] = self._io.pos()
            self.has_fxsr = self._io.read_bits_int_le(1) != 0
            self._debug['has_fxsr']['end'] = self._io.pos()
            self._debug['has_sse']['start'] = self._io.pos()
            self.has_sse = self._io.read_bits_int_le(1) != 0
            self._debug['has_sse']['end'] = self._io.pos()
            self._debug['has_sse2']['start'] = self._io.pos()
            self.has_sse2 = self._io.read_bits_int_le(1) != 0
            self._debug['has_sse2']['end'] = self._io.pos()
            self._debug['has_ss']['start'] = self._io.pos()
            self.has_ss = self._io.read_bits_int_le(1) != 0
            self._debug['has_ss']['end'] = self._io.pos()
            self._debug['has_htt']['start'] = self._io.pos()
            self.has_htt = self._io.read_bits_int_le(1) != 0
            self._debug['has_htt']['end'] = self._io.pos()
            self._debug['has_tm1']['start'] = self._io.pos()
            self.has_tm1 = self._io.read_bits_int_le(1) != 0
            self._debug['has_tm1']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_pbe']['start'] = self._io.pos()
            self.has_pbe = self._io.read_bits_int_le(1) != 0
            self._debug['has_pbe']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Features7a1(KaitaiStruct):
        """Word 10 of a featureset: CPUID leaf 0x7, subleaf 1, EAX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_sha512", "has_sm3", "has_sm4", "reserved1", "has_avx_vnni", "has_avx512_bf16", "has_lass", "has_cmpccxadd", "has_arch_perf_mon", "reserved2", "has_fzrm", "has_fsrs", "has_fsrcs", "reserved3", "has_fred", "has_lkgs", "has_wrmsrns", "has_nmi_src", "has_amx_fp16", "reserved4", "has_avx_ifma", "reserved5", "has_lam", "has_msrlist", "reserved6", "has_no_invd", "has_movrs"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7a1, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_sha512']['start'] = self._io.pos()
            self.has_sha512 = self._io.read_bits_int_le(1) != 0
            self._debug['has_sha512']['end'] = self._io.pos()
            self._debug['has_sm3']['start'] = self._io.pos()
            self.has_sm3 = self._io.read_bits_int_le(1) != 0
            self._debug['has_sm3']['end'] = self._io.pos()
            self._debug['has_sm4']['start'] = self._io.pos()
            self.has_sm4 = self._io.read_bits_int_le(1) != 0
            self._debug['has_sm4']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_avx_vnni']['start'] = self._io.pos()
            self.has_avx_vnni = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx_vnni']['end'] = self._io.pos()
            self._debug['has_avx512_bf16']['start'] = self._io.pos()
            self.has_avx512_bf16 = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_bf16']['end'] = self._io.pos()
            self._debug['has_lass']['start'] = self._io.pos()
            self.has_lass = self._io.read_bits_int_le(1) != 0
            self._debug['has_lass']['end'] = self._io.pos()
            self._debug['has_cmpccxadd']['start'] = self._io.pos()
            self.has_cmpccxadd = self._io.read_bits_int_le(1) != 0
            self._debug['has_cmpccxadd']['end'] = self._io.pos()
            self._debug['has_arch_perf_mon']['start'] = self._io.pos()
            self.has_arch_perf_mon = self._io.read_bits_int_le(1) != 0
            self._debug['has_arch_perf_mon']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_fzrm']['start'] = self._io.pos()
            self.has_fzrm = self._io.read_bits_int_le(1) != 0
            self._debug['has_fzrm']['end'] = self._io.pos()
            self._debug['has_fsrs']['start'] = self._io.pos()
            self.has_fsrs = self._io.read_bits_int_le(1) != 0
            self._debug['has_fsrs']['end'] = self._io.pos()
            self._debug['has_fsrcs']['start'] = self._io.pos()
            self.has_fsrcs = self._io.read_bits_int_le(1) != 0
            self._debug['has_fsrcs']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(4)
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_fred']['start'] = self._io.pos()
            self.has_fred = self._io.read_bits_int_le(1) != 0
            self._debug['has_fred']['end'] = self._io.pos()
            self._debug['has_lkgs']['start'] = self._io.pos()
            self.has_lkgs = self._io.read_bits_int_le(1) != 0
            self._debug['has_lkgs']['end'] = self._io.pos()
            self._debug['has_wrmsrns']['start'] = self._io.pos()
            self.has_wrmsrns = self._io.read_bits_int_le(1) != 0
            self._debug['has_wrmsrns']['end'] = self._io.pos()
            self._debug['has_nmi_src']['start'] = self._io.pos()
            self.has_nmi_src = self._io.read_bits_int_le(1) != 0
            self._debug['has_nmi_src']['end'] = self._io.pos()
            self._debug['has_amx_fp16']['start'] = self._io.pos()
            self.has_amx_fp16 = self._io.read_bits_int_le(1) != 0
            self._debug['has_amx_fp16']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_avx_ifma']['start'] = self._io.pos()
            self.has_avx_ifma = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx_ifma']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(2)
            self._debug['reserved5']['end'] = self._io.pos()
            self._debug['has_lam']['start'] = self._io.pos()
            self.has_lam = self._io.read_bits_int_le(1) != 0
            self._debug['has_lam']['end'] = self._io.pos()
            self._debug['has_msrlist']['start'] = self._io.pos()
            self.has_msrlist = self._io.read_bits_int_le(1) != 0
            self._debug['has_msrlist']['end'] = self._io.pos()
            self._debug['reserved6']['start'] = self._io.pos()
            self.reserved6 = self._io.read_bits_int_le(2)
            self._debug['reserved6']['end'] = self._io.pos()
            self._debug['has_no_invd']['start'] = self._io.pos()
            self.has_no_invd = self._io.read_bits_int_le(1) != 0
            self._debug['has_no_invd']['end'] = self._io.pos()
            self._debug['has_movrs']['start'] = self._io.pos()
            self.has_movrs = self._io.read_bits_int_le(1) != 0
            self._debug['has_movrs']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Features7b0(KaitaiStruct):
        """Word 5 of a featureset: CPUID leaf 0x7, subleaf 0, EBX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_fsgsbase", "has_tsc_adjust", "has_sgx", "has_bmi1", "has_hle", "has_avx2", "has_fdp_excp_only", "has_smep", "has_bmi2", "has_erms", "has_invpcid", "has_rtm", "has_pqm", "has_no_fpu_sel", "has_mpx", "has_pqe", "has_avx512f", "has_avx512dq", "has_rdseed", "has_adx", "has_smap", "has_avx512_ifma", "reserved1", "has_clflushopt", "has_clwb", "has_proc_trace", "has_avx512pf", "has_avx512er", "has_avx512cd", "has_sha", "has_avx512bw", "has_avx512vl"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7b0, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_fsgsbase']['start'] = self._io.pos()
            self.has_fsgsbase = self._io.read_bits_int_le(1) != 0
            self._debug['has_fsgsbase']['end'] = self._io.pos()
            self._debug['has_tsc_adjust']['start'] = self._io.pos()
            self.has_tsc_adjust = self._io.read_bits_int_le(1) != 0
            self._debug['has_tsc_adjust']['end'] = self._io.pos()
            self._debug['has_sgx']['start'] = self._io.pos()
            self.has_sgx = self._io.read_bits_int_le(1) != 0
            self._debug['has_sgx']['end'] = self._io.pos()
            self._debug['has_bmi1']['start'] = self._io.pos()
            self.has_bmi1 = self._io.read_bits_int_le(1) != 0
            self._debug['has_bmi1']['end'] = self._io.pos()
            self._debug['has_hle']['start'] = self._io.pos()
            self.has_hle = self._io.read_bits_int_le(1) != 0
            self._debug['has_hle']['end'] = self._io.pos()
            self._debug['has_avx2']['start'] = self._io.pos()
            self.has_avx2 = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx2']['end'] = self._io.pos()
            self._debug['has_fdp_excp_only']['start'] = self._io.pos()
            self.has_fdp_excp_only = self._io.read_bits_int_le(1) != 0
            self._debug['has_fdp_excp_only']['end'] = self._io.pos()
            self._debug['has_smep']['start'] = self._io.pos()
            self.has_smep = self._io.read_bits_int_le(1) != 0
            self._debug['has_smep']['end'] = self._io.pos()
            self._debug['has_bmi2']['start'] = self._io.pos()
            self.has_bmi2 = self._io.read_bits_int_le(1) != 0
            self._debug['has_bmi2']['end'] = self._io.pos()
            self._debug['has_erms']['start'] = self._io.pos()
            self.has_erms = self._io.read_bits_int_le(1) != 0
            self._debug['has_erms']['end'] = self._io.pos()
            self._debug['has_invpcid']['start'] = self._io.pos()
            self.has_invpcid = self._io.read_bits_int_le(1) != 0
            self._debug['has_invpcid']['end'] = self._io.pos()
            self._debug['has_rtm']['start'] = self._io.pos()
            self.has_rtm = self._io.read_bits_int_le(1) != 0
            self._debug['has_rtm']['end'] = self._io.pos()
            self._debug['has_pqm']['start'] = self._io.pos()
            self.has_pqm = self._io.read_bits_int_le(1) != 0
            self._debug['has_pqm']['end'] = self._io.pos()
            self._debug['has_no_fpu_sel']['start'] = self._io.pos()
            self.has_no_fpu_sel = self._io.read_bits_int_le(1) != 0
            self._debug['has_no_fpu_sel']['end'] = self._io.pos()
            self._debug['has_mpx']['start'] = self._io.pos()
            self.has_mpx = self._io.read_bits_int_le(1) != 0
            self._debug['has_mpx']['end'] = self._io.pos()
            self._debug['has_pqe']['start'] = self._io.pos()
            self.has_pqe = self._io.read_bits_int_le(1) != 0
            self._debug['has_pqe']['end'] = self._io.pos()
            self._debug['has_avx512f']['start'] = self._io.pos()
            self.has_avx512f = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512f']['end'] = self._io.pos()
            self._debug['has_avx512dq']['start'] = self._io.pos()
            self.has_avx512dq = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512dq']['end'] = self._io.pos()
            self._debug['has_rdseed']['start'] = self._io.pos()
            self.has_rdseed = self._io.read_bits_int_le(1) != 0
            self._debug['has_rdseed']['end'] = self._io.pos()
            self._debug['has_adx']['start'] = self._io.pos()
            self.has_adx = self._io.read_bits_int_le(1) != 0
            self._debug['has_adx']['end'] = self._io.pos()
            self._debug['has_smap']['start'] = self._io.pos()
            self.has_smap = self._io.read_bits_int_le(1) != 0
            self._debug['has_smap']['end'] = self._io.pos()
            self._debug['has_avx512_ifma']['start'] = self._io.pos()
            self.has_avx512_ifma = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_ifma']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_clflushopt']['start'] = self._io.pos()
            self.has_clflushopt = self._io.read_bits_int_le(1) != 0
            self._debug['has_clflushopt']['end'] = self._io.pos()
            self._debug['has_clwb']['start'] = self._io.pos()
            self.has_clwb = self._io.read_bits_int_le(1) != 0
            self._debug['has_clwb']['end'] = self._io.pos()
            self._debug['has_proc_trace']['start'] = self._io.pos()
            self.has_proc_trace = self._io.read_bits_int_le(1) != 0
            self._debug['has_proc_trace']['end'] = self._io.pos()
            self._debug['has_avx512pf']['start'] = self._io.pos()
            self.has_avx512pf = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512pf']['end'] = self._io.pos()
            self._debug['has_avx512er']['start'] = self._io.pos()
            self.has_avx512er = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512er']['end'] = self._io.pos()
            self._debug['has_avx512cd']['start'] = self._io.pos()
            self.has_avx512cd = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512cd']['end'] = self._io.pos()
            self._debug['has_sha']['start'] = self._io.pos()
            self.has_sha = self._io.read_bits_int_le(1) != 0
            self._debug['has_sha']['end'] = self._io.pos()
            self._debug['has_avx512bw']['start'] = self._io.pos()
            self.has_avx512bw = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512bw']['end'] = self._io.pos()
            self._debug['has_avx512vl']['start'] = self._io.pos()
            self.has_avx512vl = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512vl']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Features7b1(KaitaiStruct):
        """Word 12 of a featureset: CPUID leaf 0x7, subleaf 1, EBX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_intel_ppin", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7b1, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_intel_ppin']['start'] = self._io.pos()
            self.has_intel_ppin = self._io.read_bits_int_le(1) != 0
            self._debug['has_intel_ppin']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(31)
            self._debug['reserved1']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Features7c0(KaitaiStruct):
        """Word 6 of a featureset: CPUID leaf 0x7, subleaf 0, ECX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_prefetchwt1", "has_avx512_vbmi", "has_umip", "has_pku", "has_ospke", "has_waitpkg", "has_avx512_vbmi2", "has_cet_ss", "has_gfni", "has_vaes", "has_vpclmulqdq", "has_avx512_vnni", "has_avx512_bitalg", "has_tme", "has_avx512_vpopcntdq", "reserved1", "has_la57", "reserved2", "has_rdpid", "reserved3", "has_bld", "has_cldemote", "reserved4", "has_movdiri", "has_movdir64b", "has_enqcmd", "has_sgx_lc", "has_pks"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7c0, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_prefetchwt1']['start'] = self._io.pos()
            self.has_prefetchwt1 = self._io.read_bits_int_le(1) != 0
            self._debug['has_prefetchwt1']['end'] = self._io.pos()
            self._debug['has_avx512_vbmi']['start'] = self._io.pos()
            self.has_avx512_vbmi = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_vbmi']['end'] = self._io.pos()
            self._debug['has_umip']['start'] = self._io.pos()
            self.has_umip = self._io.read_bits_int_le(1) != 0
            self._debug['has_umip']['end'] = self._io.pos()
            self._debug['has_pku']['start'] = self._io.pos()
            self.has_pku = self._io.read_bits_int_le(1) != 0
            self._debug['has_pku']['end'] = self._io.pos()
            self._debug['has_ospke']['start'] = self._io.pos()
            self.has_ospke = self._io.read_bits_int_le(1) != 0
            self._debug['has_ospke']['end'] = self._io.pos()
            self._debug['has_waitpkg']['start'] = self._io.pos()
            self.has_waitpkg = self._io.read_bits_int_le(1) != 0
            self._debug['has_waitpkg']['end'] = self._io.pos()
            self._debug['has_avx512_vbmi2']['start'] = self._io.pos()
            self.has_avx512_vbmi2 = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_vbmi2']['end'] = self._io.pos()
            self._debug['has_cet_ss']['start'] = self._io.pos()
            self.has_cet_ss = self._io.read_bits_int_le(1) != 0
            self._debug['has_cet_ss']['end'] = self._io.pos()
            self._debug['has_gfni']['start'] = self._io.pos()
            self.has_gfni = self._io.read_bits_int_le(1) != 0
            self._debug['has_gfni']['end'] = self._io.pos()
            self._debug['has_vaes']['start'] = self._io.pos()
            self.has_vaes = self._io.read_bits_int_le(1) != 0
            self._debug['has_vaes']['end'] = self._io.pos()
            self._debug['has_vpclmulqdq']['start'] = self._io.pos()
            self.has_vpclmulqdq = self._io.read_bits_int_le(1) != 0
            self._debug['has_vpclmulqdq']['end'] = self._io.pos()
            self._debug['has_avx512_vnni']['start'] = self._io.pos()
            self.has_avx512_vnni = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_vnni']['end'] = self._io.pos()
            self._debug['has_avx512_bitalg']['start'] = self._io.pos()
            self.has_avx512_bitalg = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_bitalg']['end'] = self._io.pos()
            self._debug['has_tme']['start'] = self._io.pos()
            self.has_tme = self._io.read_bits_int_le(1) != 0
            self._debug['has_tme']['end'] = self._io.pos()
            self._debug['has_avx512_vpopcntdq']['start'] = self._io.pos()
            self.has_avx512_vpopcntdq = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_vpopcntdq']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_la57']['start'] = self._io.pos()
            self.has_la57 = self._io.read_bits_int_le(1) != 0
            self._debug['has_la57']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(5)
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_rdpid']['start'] = self._io.pos()
            self.has_rdpid = self._io.read_bits_int_le(1) != 0
            self._debug['has_rdpid']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_bld']['start'] = self._io.pos()
            self.has_bld = self._io.read_bits_int_le(1) != 0
            self._debug['has_bld']['end'] = self._io.pos()
            self._debug['has_cldemote']['start'] = self._io.pos()
            self.has_cldemote = self._io.read_bits_int_le(1) != 0
            self._debug['has_cldemote']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_movdiri']['start'] = self._io.pos()
            self.has_movdiri = self._io.read_bits_int_le(1) != 0
            self._debug['has_movdiri']['end'] = self._io.pos()
            self._debug['has_movdir64b']['start'] = self._io.pos()
            self.has_movdir64b = self._io.read_bits_int_le(1) != 0
            self._debug['has_movdir64b']['end'] = self._io.pos()
            self._debug['has_enqcmd']['start'] = self._io.pos()
            self.has_enqcmd = self._io.read_bits_int_le(1) != 0
            self._debug['has_enqcmd']['end'] = self._io.pos()
            self._debug['has_sgx_lc']['start'] = self._io.pos()
            self.has_sgx_lc = self._io.read_bits_int_le(1) != 0
            self._debug['has_sgx_lc']['end'] = self._io.pos()
            self._debug['has_pks']['start'] = self._io.pos()
            self.has_pks = self._io.read_bits_int_le(1) != 0
            self._debug['has_pks']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Features7c1(KaitaiStruct):
        """Word 14 of a featureset: CPUID leaf 0x7, subleaf 1, ECX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7c1, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(32)
            self._debug['reserved1']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Features7d0(KaitaiStruct):
        """Word 9 of a featureset: CPUID leaf 0x7, subleaf 0, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["reserved1", "has_sgx_keys", "has_avx512_4vnniw", "has_avx512_4fmaps", "has_fsrm", "has_uintr", "reserved2", "has_avx512_vp2intersect", "has_srbds_ctrl", "has_md_clear", "has_rtm_always_abort", "reserved3", "has_tsx_force_abort", "has_serialize", "has_hybrid", "has_tsxldtrk", "reserved4", "has_pconfig", "has_arch_lbr", "has_cet_ibt", "reserved5", "has_amx_bf16", "has_avx512_fp16", "has_amx_tile", "has_amx_int8", "has_ibrsb", "has_stibp", "has_l1d_flush", "has_arch_caps", "has_core_caps", "has_ssbd"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7d0, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_sgx_keys']['start'] = self._io.pos()
            self.has_sgx_keys = self._io.read_bits_int_le(1) != 0
            self._debug['has_sgx_keys']['end'] = self._io.pos()
            self._debug['has_avx512_4vnniw']['start'] = self._io.pos()
            self.has_avx512_4vnniw = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_4vnniw']['end'] = self._io.pos()
            self._debug['has_avx512_4fmaps']['start'] = self._io.pos()
            self.has_avx512_4fmaps = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_4fmaps']['end'] = self._io.pos()
            self._debug['has_fsrm']['start'] = self._io.pos()
            self.has_fsrm = self._io.read_bits_int_le(1) != 0
            self._debug['has_fsrm']['end'] = self._io.pos()
            self._debug['has_uintr']['start'] = self._io.pos()
            self.has_uintr = self._io.read_bits_int_le(1) != 0
            self._debug['has_uintr']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(2)
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_avx512_vp2intersect']['start'] = self._io.pos()
            self.has_avx512_vp2intersect = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_vp2intersect']['end'] = self._io.pos()
            self._debug['has_srbds_ctrl']['start'] = self._io.pos()
            self.has_srbds_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_srbds_ctrl']['end'] = self._io.pos()
            self._debug['has_md_clear']['start'] = self._io.pos()
            self.has_md_clear = self._io.read_bits_int_le(1) != 0
            self._debug['has_md_clear']['end'] = self._io.pos()
            self._debug['has_rtm_always_abort']['start'] = self._io.pos()
            self.has_rtm_always_abort = self._io.read_bits_int_le(1) != 0
            self._debug['has_rtm_always_abort']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_tsx_force_abort']['start'] = self._io.pos()
            self.has_tsx_force_abort = self._io.read_bits_int_le(1) != 0
            self._debug['has_tsx_force_abort']['end'] = self._io.pos()
            self._debug['has_serialize']['start'] = self._io.pos()
            self.has_serialize = self._io.read_bits_int_le(1) != 0
            self._debug['has_serialize']['end'] = self._io.pos()
            self._debug['has_hybrid']['start'] = self._io.pos()
            self.has_hybrid = self._io.read_bits_int_le(1) != 0
            self._debug['has_hybrid']['end'] = self._io.pos()
            self._debug['has_tsxldtrk']['start'] = self._io.pos()
            self.has_tsxldtrk = self._io.read_bits_int_le(1) != 0
            self._debug['has_tsxldtrk']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_pconfig']['start'] = self._io.pos()
            self.has_pconfig = self._io.read_bits_int_le(1) != 0
            self._debug['has_pconfig']['end'] = self._io.pos()
            self._debug['has_arch_lbr']['start'] = self._io.pos()
            self.has_arch_lbr = self._io.read_bits_int_le(1) != 0
            self._debug['has_arch_lbr']['end'] = self._io.pos()
            self._debug['has_cet_ibt']['start'] = self._io.pos()
            self.has_cet_ibt = self._io.read_bits_int_le(1) != 0
            self._debug['has_cet_ibt']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved5']['end'] = self._io.pos()
            self._debug['has_amx_bf16']['start'] = self._io.pos()
            self.has_amx_bf16 = self._io.read_bits_int_le(1) != 0
            self._debug['has_amx_bf16']['end'] = self._io.pos()
            self._debug['has_avx512_fp16']['start'] = self._io.pos()
            self.has_avx512_fp16 = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_fp16']['end'] = self._io.pos()
            self._debug['has_amx_tile']['start'] = self._io.pos()
            self.has_amx_tile = self._io.read_bits_int_le(1) != 0
            self._debug['has_amx_tile']['end'] = self._io.pos()
            self._debug['has_amx_int8']['start'] = self._io.pos()
            self.has_amx_int8 = self._io.read_bits_int_le(1) != 0
            self._debug['has_amx_int8']['end'] = self._io.pos()
            self._debug['has_ibrsb']['start'] = self._io.pos()
            self.has_ibrsb = self._io.read_bits_int_le(1) != 0
            self._debug['has_ibrsb']['end'] = self._io.pos()
            self._debug['has_stibp']['start'] = self._io.pos()
            self.has_stibp = self._io.read_bits_int_le(1) != 0
            self._debug['has_stibp']['end'] = self._io.pos()
            self._debug['has_l1d_flush']['start'] = self._io.pos()
            self.has_l1d_flush = self._io.read_bits_int_le(1) != 0
            self._debug['has_l1d_flush']['end'] = self._io.pos()
            self._debug['has_arch_caps']['start'] = self._io.pos()
            self.has_arch_caps = self._io.read_bits_int_le(1) != 0
            self._debug['has_arch_caps']['end'] = self._io.pos()
            self._debug['has_core_caps']['start'] = self._io.pos()
            self.has_core_caps = self._io.read_bits_int_le(1) != 0
            self._debug['has_core_caps']['end'] = self._io.pos()
            self._debug['has_ssbd']['start'] = self._io.pos()
            self.has_ssbd = self._io.read_bits_int_le(1) != 0
            self._debug['has_ssbd']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Features7d1(KaitaiStruct):
        """Word 15 of a featureset: CPUID leaf 0x7, subleaf 1, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["reserved1", "has_avx_vnni_int8", "has_avx_ne_convert", "reserved2", "has_amx_complex", "reserved3", "has_avx_vnni_int16", "reserved4", "has_prefetchi", "reserved5", "has_uiret_uif", "has_cet_sss", "reserved6", "has_slsm", "reserved7"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7d1, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(4)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_avx_vnni_int8']['start'] = self._io.pos()
            self.has_avx_vnni_int8 = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx_vnni_int8']['end'] = self._io.pos()
            self._debug['has_avx_ne_convert']['start'] = self._io.pos()
            self.has_avx_ne_convert = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx_ne_convert']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(2)
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_amx_complex']['start'] = self._io.pos()
            self.has_amx_complex = self._io.read_bits_int_le(1) != 0
            self._debug['has_amx_complex']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_avx_vnni_int16']['start'] = self._io.pos()
            self.has_avx_vnni_int16 = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx_vnni_int16']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(3)
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_prefetchi']['start'] = self._io.pos()
            self.has_prefetchi = self._io.read_bits_int_le(1) != 0
            self._debug['has_prefetchi']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(2)
            self._debug['reserved5']['end'] = self._io.pos()
            self._debug['has_uiret_uif']['start'] = self._io.pos()
            self.has_uiret_uif = self._io.read_bits_int_le(1) != 0
            self._debug['has_uiret_uif']['end'] = self._io.pos()
            self._debug['has_cet_sss']['start'] = self._io.pos()
            self.has_cet_sss = self._io.read_bits_int_le(1) != 0
            self._debug['has_cet_sss']['end'] = self._io.pos()
            self._debug['reserved6']['start'] = self._io.pos()
            self.reserved6 = self._io.read_bits_int_le(5)
            self._debug['reserved6']['end'] = self._io.pos()
            self._debug['has_slsm']['start'] = self._io.pos()
            self.has_slsm = self._io.read_bits_int_le(1) != 0
            self._debug['has_slsm']['end'] = self._io.pos()
            self._debug['reserved7']['start'] = self._io.pos()
            self.reserved7 = self._io.read_bits_int_le(7)
            self._debug['reserved7']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class Features7d2(KaitaiStruct):
        """Word 13 of a featureset: CPUID leaf 0x7, subleaf 2, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_intel_psfd", "has_ipred_ctrl", "has_rrsba_ctrl", "has_ddp_ctrl", "has_bhi_ctrl", "has_mcdt_no", "has_uc_lock_dis", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7d2, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_intel_psfd']['start'] = self._io.pos()
            self.has_intel_psfd = self._io.read_bits_int_le(1) != 0
            self._debug['has_intel_psfd']['end'] = self._io.pos()
            self._debug['has_ipred_ctrl']['start'] = self._io.pos()
            self.has_ipred_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_ipred_ctrl']['end'] = self._io.pos()
            self._debug['has_rrsba_ctrl']['start'] = self._io.pos()
            self.has_rrsba_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_rrsba_ctrl']['end'] = self._io.pos()
            self._debug['has_ddp_ctrl']['start'] = self._io.pos()
            self.has_ddp_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_ddp_ctrl']['end'] = self._io.pos()
            self._debug['has_bhi_ctrl']['start'] = self._io.pos()
            self.has_bhi_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_bhi_ctrl']['end'] = self._io.pos()
            self._debug['has_mcdt_no']['start'] = self._io.pos()
            self.has_mcdt_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_mcdt_no']['end'] = self._io.pos()
            self._debug['has_uc_lock_dis']['start'] = self._io.pos()
            self.has_uc_lock_dis = self._io.read_bits_int_le(1) != 0
            self._debug['has_uc_lock_dis']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(25)
            self._debug['reserved1']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class FeaturesDa1(KaitaiStruct):
        """Word 4 of a featureset: CPUID leaf 0xd, subleaf 1, EAX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_xsaveopt", "has_xsavec", "has_xgetbv1", "has_xsaves", "has_xfd", "reserved1"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesDa1, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_xsaveopt']['start'] = self._io.pos()
            self.has_xsaveopt = self._io.read_bits_int_le(1) != 0
            self._debug['has_xsaveopt']['end'] = self._io.pos()
            self._debug['has_xsavec']['start'] = self._io.pos()
            self.has_xsavec = self._io.read_bits_int_le(1) != 0
            self._debug['has_xsavec']['end'] = self._io.pos()
            self._debug['has_xgetbv1']['start'] = self._io.pos()
            self.has_xgetbv1 = self._io.read_bits_int_le(1) != 0
            self._debug['has_xgetbv1']['end'] = self._io.pos()
            self._debug['has_xsaves']['start'] = self._io.pos()
            self.has_xsaves = self._io.read_bits_int_le(1) != 0
            self._debug['has_xsaves']['end'] = self._io.pos()
            self._debug['has_xfd']['start'] = self._io.pos()
            self.has_xfd = self._io.read_bits_int_le(1) != 0
            self._debug['has_xfd']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(27)
            self._debug['reserved1']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class FeaturesE1c(KaitaiStruct):
        """Word 3 of a featureset: CPUID leaf 0x80000001, ECX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_lahf_lm", "has_cmp_legacy", "has_svm", "has_extapic", "has_cr8_legacy", "has_abm", "has_sse4a", "has_misalignsse", "has_3dnowprefetch", "has_osvw", "has_ibs", "has_xop", "has_skinit", "has_wdt", "reserved1", "has_lwp", "has_fma4", "reserved2", "has_nodeid_msr", "reserved3", "has_tbm", "has_topoext", "reserved4", "has_dbext", "reserved5", "has_monitorx", "has_addr_msk_ext", "reserved6"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE1c, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_lahf_lm']['start'] = self._io.pos()
            self.has_lahf_lm = self._io.read_bits_int_le(1) != 0
            self._debug['has_lahf_lm']['end'] = self._io.pos()
            self._debug['has_cmp_legacy']['start'] = self._io.pos()
            self.has_cmp_legacy = self._io.read_bits_int_le(1) != 0
            self._debug['has_cmp_legacy']['end'] = self._io.pos()
            self._debug['has_svm']['start'] = self._io.pos()
            self.has_svm = self._io.read_bits_int_le(1) != 0
            self._debug['has_svm']['end'] = self._io.pos()
            self._debug['has_extapic']['start'] = self._io.pos()
            self.has_extapic = self._io.read_bits_int_le(1) != 0
            self._debug['has_extapic']['end'] = self._io.pos()
            self._debug['has_cr8_legacy']['start'] = self._io.pos()
            self.has_cr8_legacy = self._io.read_bits_int_le(1) != 0
            self._debug['has_cr8_legacy']['end'] = self._io.pos()
            self._debug['has_abm']['start'] = self._io.pos()
            self.has_abm = self._io.read_bits_int_le(1) != 0
            self._debug['has_abm']['end'] = self._io.pos()
            self._debug['has_sse4a']['start'] = self._io.pos()
            self.has_sse4a = self._io.read_bits_int_le(1) != 0
            self._debug['has_sse4a']['end'] = self._io.pos()
            self._debug['has_misalignsse']['start'] = self._io.pos()
            self.has_misalignsse = self._io.read_bits_int_le(1) != 0
            self._debug['has_misalignsse']['end'] = self._io.pos()
            self._debug['has_3dnowprefetch']['start'] = self._io.pos()
            self.has_3dnowprefetch = self._io.read_bits_int_le(1) != 0
            self._debug['has_3dnowprefetch']['end'] = self._io.pos()
            self._debug['has_osvw']['start'] = self._io.pos()
            self.has_osvw = self._io.read_bits_int_le(1) != 0
            self._debug['has_osvw']['end'] = self._io.pos()
            self._debug['has_ibs']['start'] = self._io.pos()
            self.has_ibs = self._io.read_bits_int_le(1) != 0
            self._debug['has_ibs']['end'] = self._io.pos()
            self._debug['has_xop']['start'] = self._io.pos()
            self.has_xop = self._io.read_bits_int_le(1) != 0
            self._debug['has_xop']['end'] = self._io.pos()
            self._debug['has_skinit']['start'] = self._io.pos()
            self.has_skinit = self._io.read_bits_int_le(1) != 0
            self._debug['has_skinit']['end'] = self._io.pos()
            self._debug['has_wdt']['start'] = self._io.pos()
            self.has_wdt = self._io.read_bits_int_le(1) != 0
            self._debug['has_wdt']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_lwp']['start'] = self._io.pos()
            self.has_lwp = self._io.read_bits_int_le(1) != 0
            self._debug['has_lwp']['end'] = self._io.pos()
            self._debug['has_fma4']['start'] = self._io.pos()
            self.has_fma4 = self._io.read_bits_int_le(1) != 0
            self._debug['has_fma4']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(2)
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_nodeid_msr']['start'] = self._io.pos()
            self.has_nodeid_msr = self._io.read_bits_int_le(1) != 0
            self._debug['has_nodeid_msr']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_tbm']['start'] = self._io.pos()
            self.has_tbm = self._io.read_bits_int_le(1) != 0
            self._debug['has_tbm']['end'] = self._io.pos()
            self._debug['has_topoext']['start'] = self._io.pos()
            self.has_topoext = self._io.read_bits_int_le(1) != 0
            self._debug['has_topoext']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(3)
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_dbext']['start'] = self._io.pos()
            self.has_dbext = self._io.read_bits_int_le(1) != 0
            self._debug['has_dbext']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(2)
            self._debug['reserved5']['end'] = self._io.pos()
            self._debug['has_monitorx']['start'] = self._io.pos()
            self.has_monitorx = self._io.read_bits_int_le(1) != 0
            self._debug['has_monitorx']['end'] = self._io.pos()
            self._debug['has_addr_msk_ext']['start'] = self._io.pos()
            self.has_addr_msk_ext = self._io.read_bits_int_le(1) != 0
            self._debug['has_addr_msk_ext']['end'] = self._io.pos()
            self._debug['reserved6']['start'] = self._io.pos()
            self.reserved6 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved6']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class FeaturesE1d(KaitaiStruct):
        """Word 2 of a featureset: CPUID leaf 0x80000001, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["reserved1", "has_syscall", "reserved2", "has_nx", "reserved3", "has_mmxext", "reserved4", "has_ffxsr", "has_page1gb", "has_rdtscp", "reserved5", "has_lm", "has_3dnowext", "has_3dnow"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE1d, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(11)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_syscall']['start'] = self._io.pos()
            self.has_syscall = self._io.read_bits_int_le(1) != 0
            self._debug['has_syscall']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(8)
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_nx']['start'] = self._io.pos()
            self.has_nx = self._io.read_bits_int_le(1) != 0
            self._debug['has_nx']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_mmxext']['start'] = self._io.pos()
            self.has_mmxext = self._io.read_bits_int_le(1) != 0
            self._debug['has_mmxext']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(2)
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_ffxsr']['start'] = self._io.pos()
            self.has_ffxsr = self._io.read_bits_int_le(1) != 0
            self._debug['has_ffxsr']['end'] = self._io.pos()
            self._debug['has_page1gb']['start'] = self._io.pos()
            self.has_page1gb = self._io.read_bits_int_le(1) != 0
            self._debug['has_page1gb']['end'] = self._io.pos()
            self._debug['has_rdtscp']['start'] = self._io.pos()
            self.has_rdtscp = self._io.read_bits_int_le(1) != 0
            self._debug['has_rdtscp']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved5']['end'] = self._io.pos()
            self._debug['has_lm']['start'] = self._io.pos()
            self.has_lm = self._io.read_bits_int_le(1) != 0
            self._debug['has_lm']['end'] = self._io.pos()
            self._debug['has_3dnowext']['start'] = self._io.pos()
            self.has_3dnowext = self._io.read_bits_int_le(1) != 0
            self._debug['has_3dnowext']['end'] = self._io.pos()
            self._debug['has_3dnow']['start'] = self._io.pos()
            self.has_3dnow = self._io.read_bits_int_le(1) != 0
            self._debug['has_3dnow']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class FeaturesE21a(KaitaiStruct):
        """Word 11 of a featureset: CPUID leaf 0x80000021, EAX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_no_nest_bp", "has_fs_gs_ns", "has_lfence_dispatch", "reserved1", "has_verw_clear", "has_nscb", "reserved2", "has_auto_ibrs", "reserved3", "has_amd_fsrs", "has_amd_fsrc", "reserved4", "has_cpuid_user_dis", "has_epsf", "has_fsrsc", "has_amd_prefetchi", "reserved5", "has_avx512_bmm", "reserved6", "has_sbpb", "has_ibpb_brtype", "has_srso_no", "has_srso_us_no", "has_srso_msr_fix"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE21a, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_no_nest_bp']['start'] = self._io.pos()
            self.has_no_nest_bp = self._io.read_bits_int_le(1) != 0
            self._debug['has_no_nest_bp']['end'] = self._io.pos()
            self._debug['has_fs_gs_ns']['start'] = self._io.pos()
            self.has_fs_gs_ns = self._io.read_bits_int_le(1) != 0
            self._debug['has_fs_gs_ns']['end'] = self._io.pos()
            self._debug['has_lfence_dispatch']['start'] = self._io.pos()
            self.has_lfence_dispatch = self._io.read_bits_int_le(1) != 0
            self._debug['has_lfence_dispatch']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(2)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_verw_clear']['start'] = self._io.pos()
            self.has_verw_clear = self._io.read_bits_int_le(1) != 0
            self._debug['has_verw_clear']['end'] = self._io.pos()
            self._debug['has_nscb']['start'] = self._io.pos()
            self.has_nscb = self._io.read_bits_int_le(1) != 0
            self._debug['has_nscb']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_auto_ibrs']['start'] = self._io.pos()
            self.has_auto_ibrs = self._io.read_bits_int_le(1) != 0
            self._debug['has_auto_ibrs']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_amd_fsrs']['start'] = self._io.pos()
            self.has_amd_fsrs = self._io.read_bits_int_le(1) != 0
            self._debug['has_amd_fsrs']['end'] = self._io.pos()
            self._debug['has_amd_fsrc']['start'] = self._io.pos()
            self.has_amd_fsrc = self._io.read_bits_int_le(1) != 0
            self._debug['has_amd_fsrc']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(5)
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_cpuid_user_dis']['start'] = self._io.pos()
            self.has_cpuid_user_dis = self._io.read_bits_int_le(1) != 0
            self._debug['has_cpuid_user_dis']['end'] = self._io.pos()
            self._debug['has_epsf']['start'] = self._io.pos()
            self.has_epsf = self._io.read_bits_int_le(1) != 0
            self._debug['has_epsf']['end'] = self._io.pos()
            self._debug['has_fsrsc']['start'] = self._io.pos()
            self.has_fsrsc = self._io.read_bits_int_le(1) != 0
            self._debug['has_fsrsc']['end'] = self._io.pos()
            self._debug['has_amd_prefetchi']['start'] = self._io.pos()
            self.has_amd_prefetchi = self._io.read_bits_int_le(1) != 0
            self._debug['has_amd_prefetchi']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(2)
            self._debug['reserved5']['end'] = self._io.pos()
            self._debug['has_avx512_bmm']['start'] = self._io.pos()
            self.has_avx512_bmm = self._io.read_bits_int_le(1) != 0
            self._debug['has_avx512_bmm']['end'] = self._io.pos()
            self._debug['reserved6']['start'] = self._io.pos()
            self.reserved6 = self._io.read_bits_int_le(3)
            self._debug['reserved6']['end'] = self._io.pos()
            self._debug['has_sbpb']['start'] = self._io.pos()
            self.has_sbpb = self._io.read_bits_int_le(1) != 0
            self._debug['has_sbpb']['end'] = self._io.pos()
            self._debug['has_ibpb_brtype']['start'] = self._io.pos()
            self.has_ibpb_brtype = self._io.read_bits_int_le(1) != 0
            self._debug['has_ibpb_brtype']['end'] = self._io.pos()
            self._debug['has_srso_no']['start'] = self._io.pos()
            self.has_srso_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_srso_no']['end'] = self._io.pos()
            self._debug['has_srso_us_no']['start'] = self._io.pos()
            self.has_srso_us_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_srso_us_no']['end'] = self._io.pos()
            self._debug['has_srso_msr_fix']['start'] = self._io.pos()
            self.has_srso_msr_fix = self._io.read_bits_int_le(1) != 0
            self._debug['has_srso_msr_fix']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class FeaturesE21c(KaitaiStruct):
        """Word 18 of a featureset: CPUID leaf 0x80000021, ECX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["reserved1", "has_tsa_sq_no", "has_tsa_l1_no", "reserved2"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE21c, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_tsa_sq_no']['start'] = self._io.pos()
            self.has_tsa_sq_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_tsa_sq_no']['end'] = self._io.pos()
            self._debug['has_tsa_l1_no']['start'] = self._io.pos()
            self.has_tsa_l1_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_tsa_l1_no']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(29)
            self._debug['reserved2']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class FeaturesE7d(KaitaiStruct):
        """Word 7 of a featureset: CPUID leaf 0x80000007, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["reserved1", "has_hw_pstate", "has_itsc", "has_cpb", "has_efro", "reserved2"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE7d, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(7)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_hw_pstate']['start'] = self._io.pos()
            self.has_hw_pstate = self._io.read_bits_int_le(1) != 0
            self._debug['has_hw_pstate']['end'] = self._io.pos()
            self._debug['has_itsc']['start'] = self._io.pos()
            self.has_itsc = self._io.read_bits_int_le(1) != 0
            self._debug['has_itsc']['end'] = self._io.pos()
            self._debug['has_cpb']['start'] = self._io.pos()
            self.has_cpb = self._io.read_bits_int_le(1) != 0
            self._debug['has_cpb']['end'] = self._io.pos()
            self._debug['has_efro']['start'] = self._io.pos()
            self.has_efro = self._io.read_bits_int_le(1) != 0
            self._debug['has_efro']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(21)
            self._debug['reserved2']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class FeaturesE8b(KaitaiStruct):
        """Word 8 of a featureset: CPUID leaf 0x80000008, EBX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_clzero", "reserved1", "has_rstr_fp_err_ptrs", "reserved2", "has_wbnoinvd", "reserved3", "has_ibpb", "reserved4", "has_ibrs", "has_amd_stibp", "has_ibrs_always", "has_stibp_always", "has_ibrs_fast", "has_ibrs_same_mode", "has_no_lmsl", "reserved5", "has_amd_ppin", "has_amd_ssbd", "has_virt_ssbd", "has_ssb_no", "has_cppc", "has_psfd", "has_btc_no", "has_ibpb_ret", "reserved6"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE8b, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_clzero']['start'] = self._io.pos()
            self.has_clzero = self._io.read_bits_int_le(1) != 0
            self._debug['has_clzero']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_rstr_fp_err_ptrs']['start'] = self._io.pos()
            self.has_rstr_fp_err_ptrs = self._io.read_bits_int_le(1) != 0
            self._debug['has_rstr_fp_err_ptrs']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(6)
            self._debug['reserved2']['end'] = self._io.pos()
            self._debug['has_wbnoinvd']['start'] = self._io.pos()
            self.has_wbnoinvd = self._io.read_bits_int_le(1) != 0
            self._debug['has_wbnoinvd']['end'] = self._io.pos()
            self._debug['reserved3']['start'] = self._io.pos()
            self.reserved3 = self._io.read_bits_int_le(2)
            self._debug['reserved3']['end'] = self._io.pos()
            self._debug['has_ibpb']['start'] = self._io.pos()
            self.has_ibpb = self._io.read_bits_int_le(1) != 0
            self._debug['has_ibpb']['end'] = self._io.pos()
            self._debug['reserved4']['start'] = self._io.pos()
            self.reserved4 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved4']['end'] = self._io.pos()
            self._debug['has_ibrs']['start'] = self._io.pos()
            self.has_ibrs = self._io.read_bits_int_le(1) != 0
            self._debug['has_ibrs']['end'] = self._io.pos()
            self._debug['has_amd_stibp']['start'] = self._io.pos()
            self.has_amd_stibp = self._io.read_bits_int_le(1) != 0
            self._debug['has_amd_stibp']['end'] = self._io.pos()
            self._debug['has_ibrs_always']['start'] = self._io.pos()
            self.has_ibrs_always = self._io.read_bits_int_le(1) != 0
            self._debug['has_ibrs_always']['end'] = self._io.pos()
            self._debug['has_stibp_always']['start'] = self._io.pos()
            self.has_stibp_always = self._io.read_bits_int_le(1) != 0
            self._debug['has_stibp_always']['end'] = self._io.pos()
            self._debug['has_ibrs_fast']['start'] = self._io.pos()
            self.has_ibrs_fast = self._io.read_bits_int_le(1) != 0
            self._debug['has_ibrs_fast']['end'] = self._io.pos()
            self._debug['has_ibrs_same_mode']['start'] = self._io.pos()
            self.has_ibrs_same_mode = self._io.read_bits_int_le(1) != 0
            self._debug['has_ibrs_same_mode']['end'] = self._io.pos()
            self._debug['has_no_lmsl']['start'] = self._io.pos()
            self.has_no_lmsl = self._io.read_bits_int_le(1) != 0
            self._debug['has_no_lmsl']['end'] = self._io.pos()
            self._debug['reserved5']['start'] = self._io.pos()
            self.reserved5 = self._io.read_bits_int_le(2)
            self._debug['reserved5']['end'] = self._io.pos()
            self._debug['has_amd_ppin']['start'] = self._io.pos()
            self.has_amd_ppin = self._io.read_bits_int_le(1) != 0
            self._debug['has_amd_ppin']['end'] = self._io.pos()
            self._debug['has_amd_ssbd']['start'] = self._io.pos()
            self.has_amd_ssbd = self._io.read_bits_int_le(1) != 0
            self._debug['has_amd_ssbd']['end'] = self._io.pos()
            self._debug['has_virt_ssbd']['start'] = self._io.pos()
            self.has_virt_ssbd = self._io.read_bits_int_le(1) != 0
            self._debug['has_virt_ssbd']['end'] = self._io.pos()
            self._debug['has_ssb_no']['start'] = self._io.pos()
            self.has_ssb_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_ssb_no']['end'] = self._io.pos()
            self._debug['has_cppc']['start'] = self._io.pos()
            self.has_cppc = self._io.read_bits_int_le(1) != 0
            self._debug['has_cppc']['end'] = self._io.pos()
            self._debug['has_psfd']['start'] = self._io.pos()
            self.has_psfd = self._io.read_bits_int_le(1) != 0
            self._debug['has_psfd']['end'] = self._io.pos()
            self._debug['has_btc_no']['start'] = self._io.pos()
            self.has_btc_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_btc_no']['end'] = self._io.pos()
            self._debug['has_ibpb_ret']['start'] = self._io.pos()
            self.has_ibpb_ret = self._io.read_bits_int_le(1) != 0
            self._debug['has_ibpb_ret']['end'] = self._io.pos()
            self._debug['reserved6']['start'] = self._io.pos()
            self.reserved6 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved6']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class FeaturesM10ah(KaitaiStruct):
        """Word 17 of a featureset: bits 32 to 63 of MSR 0x10a.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_pb_opt_ctrl", "reserved1", "has_its_no", "reserved2"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesM10ah, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_pb_opt_ctrl']['start'] = self._io.pos()
            self.has_pb_opt_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_pb_opt_ctrl']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(29)
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_its_no']['start'] = self._io.pos()
            self.has_its_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_its_no']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved2']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass


    class FeaturesM10al(KaitaiStruct):
        """Word 16 of a featureset: bits 0 to 31 of MSR 0x10a.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        SEQ_FIELDS = ["has_rdcl_no", "has_eibrs", "has_rsba", "has_skip_l1dfl", "has_intel_ssb_no", "has_mds_no", "has_if_pschange_mc_no", "has_tsx_ctrl", "has_taa_no", "has_mcu_ctrl", "has_misc_pkg_ctrl", "has_energy_filtering", "has_doitm", "has_sbdr_ssdp_no", "has_fbsdp_no", "has_psdp_no", "has_mcu_ext", "has_fb_clear", "has_fb_clear_ctrl", "has_rrsba", "has_bhi_no", "has_xapic_status", "reserved1", "has_ovrclk_status", "has_pbrsb_no", "has_gds_ctrl", "has_gds_no", "has_rfds_no", "has_rfds_clear", "has_ign_umonitor", "has_mon_umon_mitg", "reserved2"]
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesM10al, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['has_rdcl_no']['start'] = self._io.pos()
            self.has_rdcl_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_rdcl_no']['end'] = self._io.pos()
            self._debug['has_eibrs']['start'] = self._io.pos()
            self.has_eibrs = self._io.read_bits_int_le(1) != 0
            self._debug['has_eibrs']['end'] = self._io.pos()
            self._debug['has_rsba']['start'] = self._io.pos()
            self.has_rsba = self._io.read_bits_int_le(1) != 0
            self._debug['has_rsba']['end'] = self._io.pos()
            self._debug['has_skip_l1dfl']['start'] = self._io.pos()
            self.has_skip_l1dfl = self._io.read_bits_int_le(1) != 0
            self._debug['has_skip_l1dfl']['end'] = self._io.pos()
            self._debug['has_intel_ssb_no']['start'] = self._io.pos()
            self.has_intel_ssb_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_intel_ssb_no']['end'] = self._io.pos()
            self._debug['has_mds_no']['start'] = self._io.pos()
            self.has_mds_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_mds_no']['end'] = self._io.pos()
            self._debug['has_if_pschange_mc_no']['start'] = self._io.pos()
            self.has_if_pschange_mc_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_if_pschange_mc_no']['end'] = self._io.pos()
            self._debug['has_tsx_ctrl']['start'] = self._io.pos()
            self.has_tsx_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_tsx_ctrl']['end'] = self._io.pos()
            self._debug['has_taa_no']['start'] = self._io.pos()
            self.has_taa_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_taa_no']['end'] = self._io.pos()
            self._debug['has_mcu_ctrl']['start'] = self._io.pos()
            self.has_mcu_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_mcu_ctrl']['end'] = self._io.pos()
            self._debug['has_misc_pkg_ctrl']['start'] = self._io.pos()
            self.has_misc_pkg_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_misc_pkg_ctrl']['end'] = self._io.pos()
            self._debug['has_energy_filtering']['start'] = self._io.pos()
            self.has_energy_filtering = self._io.read_bits_int_le(1) != 0
            self._debug['has_energy_filtering']['end'] = self._io.pos()
            self._debug['has_doitm']['start'] = self._io.pos()
            self.has_doitm = self._io.read_bits_int_le(1) != 0
            self._debug['has_doitm']['end'] = self._io.pos()
            self._debug['has_sbdr_ssdp_no']['start'] = self._io.pos()
            self.has_sbdr_ssdp_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_sbdr_ssdp_no']['end'] = self._io.pos()
            self._debug['has_fbsdp_no']['start'] = self._io.pos()
            self.has_fbsdp_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_fbsdp_no']['end'] = self._io.pos()
            self._debug['has_psdp_no']['start'] = self._io.pos()
            self.has_psdp_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_psdp_no']['end'] = self._io.pos()
            self._debug['has_mcu_ext']['start'] = self._io.pos()
            self.has_mcu_ext = self._io.read_bits_int_le(1) != 0
            self._debug['has_mcu_ext']['end'] = self._io.pos()
            self._debug['has_fb_clear']['start'] = self._io.pos()
            self.has_fb_clear = self._io.read_bits_int_le(1) != 0
            self._debug['has_fb_clear']['end'] = self._io.pos()
            self._debug['has_fb_clear_ctrl']['start'] = self._io.pos()
            self.has_fb_clear_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_fb_clear_ctrl']['end'] = self._io.pos()
            self._debug['has_rrsba']['start'] = self._io.pos()
            self.has_rrsba = self._io.read_bits_int_le(1) != 0
            self._debug['has_rrsba']['end'] = self._io.pos()
            self._debug['has_bhi_no']['start'] = self._io.pos()
            self.has_bhi_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_bhi_no']['end'] = self._io.pos()
            self._debug['has_xapic_status']['start'] = self._io.pos()
            self.has_xapic_status = self._io.read_bits_int_le(1) != 0
            self._debug['has_xapic_status']['end'] = self._io.pos()
            self._debug['reserved1']['start'] = self._io.pos()
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self._debug['reserved1']['end'] = self._io.pos()
            self._debug['has_ovrclk_status']['start'] = self._io.pos()
            self.has_ovrclk_status = self._io.read_bits_int_le(1) != 0
            self._debug['has_ovrclk_status']['end'] = self._io.pos()
            self._debug['has_pbrsb_no']['start'] = self._io.pos()
            self.has_pbrsb_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_pbrsb_no']['end'] = self._io.pos()
            self._debug['has_gds_ctrl']['start'] = self._io.pos()
            self.has_gds_ctrl = self._io.read_bits_int_le(1) != 0
            self._debug['has_gds_ctrl']['end'] = self._io.pos()
            self._debug['has_gds_no']['start'] = self._io.pos()
            self.has_gds_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_gds_no']['end'] = self._io.pos()
            self._debug['has_rfds_no']['start'] = self._io.pos()
            self.has_rfds_no = self._io.read_bits_int_le(1) != 0
            self._debug['has_rfds_no']['end'] = self._io.pos()
            self._debug['has_rfds_clear']['start'] = self._io.pos()
            self.has_rfds_clear = self._io.read_bits_int_le(1) != 0
            self._debug['has_rfds_clear']['end'] = self._io.pos()
            self._debug['has_ign_umonitor']['start'] = self._io.pos()
            self.has_ign_umonitor = self._io.read_bits_int_le(1) != 0
            self._debug['has_ign_umonitor']['end'] = self._io.pos()
            self._debug['has_mon_umon_mitg']['start'] = self._io.pos()
            self.has_mon_umon_mitg = self._io.read_bits_int_le(1) != 0
            self._debug['has_mon_umon_mitg']['end'] = self._io.pos()
            self._debug['reserved2']['start'] = self._io.pos()
            self.reserved2 = self._io.read_bits_int_le(1) != 0
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



# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO


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
    def __init__(self, _io, _parent=None, _root=None):
        super(X86CpuFeatures, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._read()

    def _read(self):
        if (not (self._io.is_eof())):
            pass
            self.word_1d = X86CpuFeatures.Features1d(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_1c = X86CpuFeatures.Features1c(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_e1d = X86CpuFeatures.FeaturesE1d(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_e1c = X86CpuFeatures.FeaturesE1c(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_da1 = X86CpuFeatures.FeaturesDa1(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_7b0 = X86CpuFeatures.Features7b0(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_7c0 = X86CpuFeatures.Features7c0(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_e7d = X86CpuFeatures.FeaturesE7d(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_e8b = X86CpuFeatures.FeaturesE8b(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_7d0 = X86CpuFeatures.Features7d0(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_7a1 = X86CpuFeatures.Features7a1(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_e21a = X86CpuFeatures.FeaturesE21a(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_7b1 = X86CpuFeatures.Features7b1(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_7d2 = X86CpuFeatures.Features7d2(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_7c1 = X86CpuFeatures.Features7c1(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_7d1 = X86CpuFeatures.Features7d1(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_m10al = X86CpuFeatures.FeaturesM10al(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_m10ah = X86CpuFeatures.FeaturesM10ah(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.word_e21c = X86CpuFeatures.FeaturesE21c(self._io, self, self._root)



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
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features1c, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_sse3 = self._io.read_bits_int_le(1) != 0
            self.has_pclmulqdq = self._io.read_bits_int_le(1) != 0
            self.has_dtes64 = self._io.read_bits_int_le(1) != 0
            self.has_monitor = self._io.read_bits_int_le(1) != 0
            self.has_dscpl = self._io.read_bits_int_le(1) != 0
            self.has_vmx = self._io.read_bits_int_le(1) != 0
            self.has_smx = self._io.read_bits_int_le(1) != 0
            self.has_eist = self._io.read_bits_int_le(1) != 0
            self.has_tm2 = self._io.read_bits_int_le(1) != 0
            self.has_ssse3 = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_sdbg = self._io.read_bits_int_le(1) != 0
            self.has_fma = self._io.read_bits_int_le(1) != 0
            self.has_cx16 = self._io.read_bits_int_le(1) != 0
            self.has_xtpr = self._io.read_bits_int_le(1) != 0
            self.has_pdcm = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self.has_pcid = self._io.read_bits_int_le(1) != 0
            self.has_dca = self._io.read_bits_int_le(1) != 0
            self.has_sse4_1 = self._io.read_bits_int_le(1) != 0
            self.has_sse4_2 = self._io.read_bits_int_le(1) != 0
            self.has_x2apic = self._io.read_bits_int_le(1) != 0
            self.has_movbe = self._io.read_bits_int_le(1) != 0
            self.has_popcnt = self._io.read_bits_int_le(1) != 0
            self.has_tsc_deadline = self._io.read_bits_int_le(1) != 0
            self.has_aesni = self._io.read_bits_int_le(1) != 0
            self.has_xsave = self._io.read_bits_int_le(1) != 0
            self.has_osxsave = self._io.read_bits_int_le(1) != 0
            self.has_avx = self._io.read_bits_int_le(1) != 0
            self.has_f16c = self._io.read_bits_int_le(1) != 0
            self.has_rdrand = self._io.read_bits_int_le(1) != 0
            self.has_hypervisor = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class Features1d(KaitaiStruct):
        """Word 0 of a featureset: CPUID leaf 0x1, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features1d, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_fpu = self._io.read_bits_int_le(1) != 0
            self.has_vme = self._io.read_bits_int_le(1) != 0
            self.has_de = self._io.read_bits_int_le(1) != 0
            self.has_pse = self._io.read_bits_int_le(1) != 0
            self.has_tsc = self._io.read_bits_int_le(1) != 0
            self.has_msr = self._io.read_bits_int_le(1) != 0
            self.has_pae = self._io.read_bits_int_le(1) != 0
            self.has_mce = self._io.read_bits_int_le(1) != 0
            self.has_cx8 = self._io.read_bits_int_le(1) != 0
            self.has_apic = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_sep = self._io.read_bits_int_le(1) != 0
            self.has_mtrr = self._io.read_bits_int_le(1) != 0
            self.has_pge = self._io.read_bits_int_le(1) != 0
            self.has_mca = self._io.read_bits_int_le(1) != 0
            self.has_cmov = self._io.read_bits_int_le(1) != 0
            self.has_pat = self._io.read_bits_int_le(1) != 0
            self.has_pse36 = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self.has_clflush = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self.has_ds = self._io.read_bits_int_le(1) != 0
            self.has_acpi = self._io.read_bits_int_le(1) != 0
            self.has_mmx = self._io.read_bits_int_le(1) != 0
            self.has_fxsr = self._io.read_bits_int_le(1) != 0
            self.has_sse = self._io.read_bits_int_le(1) != 0
            self.has_sse2 = self._io.read_bits_int_le(1) != 0
            self.has_ss = self._io.read_bits_int_le(1) != 0
            self.has_htt = self._io.read_bits_int_le(1) != 0
            self.has_tm1 = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(1) != 0
            self.has_pbe = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class Features7a1(KaitaiStruct):
        """Word 10 of a featureset: CPUID leaf 0x7, subleaf 1, EAX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7a1, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_sha512 = self._io.read_bits_int_le(1) != 0
            self.has_sm3 = self._io.read_bits_int_le(1) != 0
            self.has_sm4 = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_avx_vnni = self._io.read_bits_int_le(1) != 0
            self.has_avx512_bf16 = self._io.read_bits_int_le(1) != 0
            self.has_lass = self._io.read_bits_int_le(1) != 0
            self.has_cmpccxadd = self._io.read_bits_int_le(1) != 0
            self.has_arch_perf_mon = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self.has_fzrm = self._io.read_bits_int_le(1) != 0
            self.has_fsrs = self._io.read_bits_int_le(1) != 0
            self.has_fsrcs = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(4)
            self.has_fred = self._io.read_bits_int_le(1) != 0
            self.has_lkgs = self._io.read_bits_int_le(1) != 0
            self.has_wrmsrns = self._io.read_bits_int_le(1) != 0
            self.has_nmi_src = self._io.read_bits_int_le(1) != 0
            self.has_amx_fp16 = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(1) != 0
            self.has_avx_ifma = self._io.read_bits_int_le(1) != 0
            self.reserved5 = self._io.read_bits_int_le(2)
            self.has_lam = self._io.read_bits_int_le(1) != 0
            self.has_msrlist = self._io.read_bits_int_le(1) != 0
            self.reserved6 = self._io.read_bits_int_le(2)
            self.has_no_invd = self._io.read_bits_int_le(1) != 0
            self.has_movrs = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class Features7b0(KaitaiStruct):
        """Word 5 of a featureset: CPUID leaf 0x7, subleaf 0, EBX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7b0, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_fsgsbase = self._io.read_bits_int_le(1) != 0
            self.has_tsc_adjust = self._io.read_bits_int_le(1) != 0
            self.has_sgx = self._io.read_bits_int_le(1) != 0
            self.has_bmi1 = self._io.read_bits_int_le(1) != 0
            self.has_hle = self._io.read_bits_int_le(1) != 0
            self.has_avx2 = self._io.read_bits_int_le(1) != 0
            self.has_fdp_excp_only = self._io.read_bits_int_le(1) != 0
            self.has_smep = self._io.read_bits_int_le(1) != 0
            self.has_bmi2 = self._io.read_bits_int_le(1) != 0
            self.has_erms = self._io.read_bits_int_le(1) != 0
            self.has_invpcid = self._io.read_bits_int_le(1) != 0
            self.has_rtm = self._io.read_bits_int_le(1) != 0
            self.has_pqm = self._io.read_bits_int_le(1) != 0
            self.has_no_fpu_sel = self._io.read_bits_int_le(1) != 0
            self.has_mpx = self._io.read_bits_int_le(1) != 0
            self.has_pqe = self._io.read_bits_int_le(1) != 0
            self.has_avx512f = self._io.read_bits_int_le(1) != 0
            self.has_avx512dq = self._io.read_bits_int_le(1) != 0
            self.has_rdseed = self._io.read_bits_int_le(1) != 0
            self.has_adx = self._io.read_bits_int_le(1) != 0
            self.has_smap = self._io.read_bits_int_le(1) != 0
            self.has_avx512_ifma = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_clflushopt = self._io.read_bits_int_le(1) != 0
            self.has_clwb = self._io.read_bits_int_le(1) != 0
            self.has_proc_trace = self._io.read_bits_int_le(1) != 0
            self.has_avx512pf = self._io.read_bits_int_le(1) != 0
            self.has_avx512er = self._io.read_bits_int_le(1) != 0
            self.has_avx512cd = self._io.read_bits_int_le(1) != 0
            self.has_sha = self._io.read_bits_int_le(1) != 0
            self.has_avx512bw = self._io.read_bits_int_le(1) != 0
            self.has_avx512vl = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class Features7b1(KaitaiStruct):
        """Word 12 of a featureset: CPUID leaf 0x7, subleaf 1, EBX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7b1, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_intel_ppin = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(31)


        def _fetch_instances(self):
            pass


    class Features7c0(KaitaiStruct):
        """Word 6 of a featureset: CPUID leaf 0x7, subleaf 0, ECX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7c0, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_prefetchwt1 = self._io.read_bits_int_le(1) != 0
            self.has_avx512_vbmi = self._io.read_bits_int_le(1) != 0
            self.has_umip = self._io.read_bits_int_le(1) != 0
            self.has_pku = self._io.read_bits_int_le(1) != 0
            self.has_ospke = self._io.read_bits_int_le(1) != 0
            self.has_waitpkg = self._io.read_bits_int_le(1) != 0
            self.has_avx512_vbmi2 = self._io.read_bits_int_le(1) != 0
            self.has_cet_ss = self._io.read_bits_int_le(1) != 0
            self.has_gfni = self._io.read_bits_int_le(1) != 0
            self.has_vaes = self._io.read_bits_int_le(1) != 0
            self.has_vpclmulqdq = self._io.read_bits_int_le(1) != 0
            self.has_avx512_vnni = self._io.read_bits_int_le(1) != 0
            self.has_avx512_bitalg = self._io.read_bits_int_le(1) != 0
            self.has_tme = self._io.read_bits_int_le(1) != 0
            self.has_avx512_vpopcntdq = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_la57 = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(5)
            self.has_rdpid = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self.has_bld = self._io.read_bits_int_le(1) != 0
            self.has_cldemote = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(1) != 0
            self.has_movdiri = self._io.read_bits_int_le(1) != 0
            self.has_movdir64b = self._io.read_bits_int_le(1) != 0
            self.has_enqcmd = self._io.read_bits_int_le(1) != 0
            self.has_sgx_lc = self._io.read_bits_int_le(1) != 0
            self.has_pks = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class Features7c1(KaitaiStruct):
        """Word 14 of a featureset: CPUID leaf 0x7, subleaf 1, ECX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7c1, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.reserved1 = self._io.read_bits_int_le(32)


        def _fetch_instances(self):
            pass


    class Features7d0(KaitaiStruct):
        """Word 9 of a featureset: CPUID leaf 0x7, subleaf 0, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7d0, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_sgx_keys = self._io.read_bits_int_le(1) != 0
            self.has_avx512_4vnniw = self._io.read_bits_int_le(1) != 0
            self.has_avx512_4fmaps = self._io.read_bits_int_le(1) != 0
            self.has_fsrm = self._io.read_bits_int_le(1) != 0
            self.has_uintr = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(2)
            self.has_avx512_vp2intersect = self._io.read_bits_int_le(1) != 0
            self.has_srbds_ctrl = self._io.read_bits_int_le(1) != 0
            self.has_md_clear = self._io.read_bits_int_le(1) != 0
            self.has_rtm_always_abort = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self.has_tsx_force_abort = self._io.read_bits_int_le(1) != 0
            self.has_serialize = self._io.read_bits_int_le(1) != 0
            self.has_hybrid = self._io.read_bits_int_le(1) != 0
            self.has_tsxldtrk = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(1) != 0
            self.has_pconfig = self._io.read_bits_int_le(1) != 0
            self.has_arch_lbr = self._io.read_bits_int_le(1) != 0
            self.has_cet_ibt = self._io.read_bits_int_le(1) != 0
            self.reserved5 = self._io.read_bits_int_le(1) != 0
            self.has_amx_bf16 = self._io.read_bits_int_le(1) != 0
            self.has_avx512_fp16 = self._io.read_bits_int_le(1) != 0
            self.has_amx_tile = self._io.read_bits_int_le(1) != 0
            self.has_amx_int8 = self._io.read_bits_int_le(1) != 0
            self.has_ibrsb = self._io.read_bits_int_le(1) != 0
            self.has_stibp = self._io.read_bits_int_le(1) != 0
            self.has_l1d_flush = self._io.read_bits_int_le(1) != 0
            self.has_arch_caps = self._io.read_bits_int_le(1) != 0
            self.has_core_caps = self._io.read_bits_int_le(1) != 0
            self.has_ssbd = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class Features7d1(KaitaiStruct):
        """Word 15 of a featureset: CPUID leaf 0x7, subleaf 1, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7d1, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.reserved1 = self._io.read_bits_int_le(4)
            self.has_avx_vnni_int8 = self._io.read_bits_int_le(1) != 0
            self.has_avx_ne_convert = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(2)
            self.has_amx_complex = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self.has_avx_vnni_int16 = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(3)
            self.has_prefetchi = self._io.read_bits_int_le(1) != 0
            self.reserved5 = self._io.read_bits_int_le(2)
            self.has_uiret_uif = self._io.read_bits_int_le(1) != 0
            self.has_cet_sss = self._io.read_bits_int_le(1) != 0
            self.reserved6 = self._io.read_bits_int_le(5)
            self.has_slsm = self._io.read_bits_int_le(1) != 0
            self.reserved7 = self._io.read_bits_int_le(7)


        def _fetch_instances(self):
            pass


    class Features7d2(KaitaiStruct):
        """Word 13 of a featureset: CPUID leaf 0x7, subleaf 2, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.Features7d2, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_intel_psfd = self._io.read_bits_int_le(1) != 0
            self.has_ipred_ctrl = self._io.read_bits_int_le(1) != 0
            self.has_rrsba_ctrl = self._io.read_bits_int_le(1) != 0
            self.has_ddp_ctrl = self._io.read_bits_int_le(1) != 0
            self.has_bhi_ctrl = self._io.read_bits_int_le(1) != 0
            self.has_mcdt_no = self._io.read_bits_int_le(1) != 0
            self.has_uc_lock_dis = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(25)


        def _fetch_instances(self):
            pass


    class FeaturesDa1(KaitaiStruct):
        """Word 4 of a featureset: CPUID leaf 0xd, subleaf 1, EAX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesDa1, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_xsaveopt = self._io.read_bits_int_le(1) != 0
            self.has_xsavec = self._io.read_bits_int_le(1) != 0
            self.has_xgetbv1 = self._io.read_bits_int_le(1) != 0
            self.has_xsaves = self._io.read_bits_int_le(1) != 0
            self.has_xfd = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(27)


        def _fetch_instances(self):
            pass


    class FeaturesE1c(KaitaiStruct):
        """Word 3 of a featureset: CPUID leaf 0x80000001, ECX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE1c, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_lahf_lm = self._io.read_bits_int_le(1) != 0
            self.has_cmp_legacy = self._io.read_bits_int_le(1) != 0
            self.has_svm = self._io.read_bits_int_le(1) != 0
            self.has_extapic = self._io.read_bits_int_le(1) != 0
            self.has_cr8_legacy = self._io.read_bits_int_le(1) != 0
            self.has_abm = self._io.read_bits_int_le(1) != 0
            self.has_sse4a = self._io.read_bits_int_le(1) != 0
            self.has_misalignsse = self._io.read_bits_int_le(1) != 0
            self.has_3dnowprefetch = self._io.read_bits_int_le(1) != 0
            self.has_osvw = self._io.read_bits_int_le(1) != 0
            self.has_ibs = self._io.read_bits_int_le(1) != 0
            self.has_xop = self._io.read_bits_int_le(1) != 0
            self.has_skinit = self._io.read_bits_int_le(1) != 0
            self.has_wdt = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_lwp = self._io.read_bits_int_le(1) != 0
            self.has_fma4 = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(2)
            self.has_nodeid_msr = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self.has_tbm = self._io.read_bits_int_le(1) != 0
            self.has_topoext = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(3)
            self.has_dbext = self._io.read_bits_int_le(1) != 0
            self.reserved5 = self._io.read_bits_int_le(2)
            self.has_monitorx = self._io.read_bits_int_le(1) != 0
            self.has_addr_msk_ext = self._io.read_bits_int_le(1) != 0
            self.reserved6 = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class FeaturesE1d(KaitaiStruct):
        """Word 2 of a featureset: CPUID leaf 0x80000001, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE1d, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.reserved1 = self._io.read_bits_int_le(11)
            self.has_syscall = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(8)
            self.has_nx = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self.has_mmxext = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(2)
            self.has_ffxsr = self._io.read_bits_int_le(1) != 0
            self.has_page1gb = self._io.read_bits_int_le(1) != 0
            self.has_rdtscp = self._io.read_bits_int_le(1) != 0
            self.reserved5 = self._io.read_bits_int_le(1) != 0
            self.has_lm = self._io.read_bits_int_le(1) != 0
            self.has_3dnowext = self._io.read_bits_int_le(1) != 0
            self.has_3dnow = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class FeaturesE21a(KaitaiStruct):
        """Word 11 of a featureset: CPUID leaf 0x80000021, EAX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE21a, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_no_nest_bp = self._io.read_bits_int_le(1) != 0
            self.has_fs_gs_ns = self._io.read_bits_int_le(1) != 0
            self.has_lfence_dispatch = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(2)
            self.has_verw_clear = self._io.read_bits_int_le(1) != 0
            self.has_nscb = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0
            self.has_auto_ibrs = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(1) != 0
            self.has_amd_fsrs = self._io.read_bits_int_le(1) != 0
            self.has_amd_fsrc = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(5)
            self.has_cpuid_user_dis = self._io.read_bits_int_le(1) != 0
            self.has_epsf = self._io.read_bits_int_le(1) != 0
            self.has_fsrsc = self._io.read_bits_int_le(1) != 0
            self.has_amd_prefetchi = self._io.read_bits_int_le(1) != 0
            self.reserved5 = self._io.read_bits_int_le(2)
            self.has_avx512_bmm = self._io.read_bits_int_le(1) != 0
            self.reserved6 = self._io.read_bits_int_le(3)
            self.has_sbpb = self._io.read_bits_int_le(1) != 0
            self.has_ibpb_brtype = self._io.read_bits_int_le(1) != 0
            self.has_srso_no = self._io.read_bits_int_le(1) != 0
            self.has_srso_us_no = self._io.read_bits_int_le(1) != 0
            self.has_srso_msr_fix = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class FeaturesE21c(KaitaiStruct):
        """Word 18 of a featureset: CPUID leaf 0x80000021, ECX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE21c, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_tsa_sq_no = self._io.read_bits_int_le(1) != 0
            self.has_tsa_l1_no = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(29)


        def _fetch_instances(self):
            pass


    class FeaturesE7d(KaitaiStruct):
        """Word 7 of a featureset: CPUID leaf 0x80000007, EDX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE7d, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.reserved1 = self._io.read_bits_int_le(7)
            self.has_hw_pstate = self._io.read_bits_int_le(1) != 0
            self.has_itsc = self._io.read_bits_int_le(1) != 0
            self.has_cpb = self._io.read_bits_int_le(1) != 0
            self.has_efro = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(21)


        def _fetch_instances(self):
            pass


    class FeaturesE8b(KaitaiStruct):
        """Word 8 of a featureset: CPUID leaf 0x80000008, EBX.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesE8b, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_clzero = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_rstr_fp_err_ptrs = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(6)
            self.has_wbnoinvd = self._io.read_bits_int_le(1) != 0
            self.reserved3 = self._io.read_bits_int_le(2)
            self.has_ibpb = self._io.read_bits_int_le(1) != 0
            self.reserved4 = self._io.read_bits_int_le(1) != 0
            self.has_ibrs = self._io.read_bits_int_le(1) != 0
            self.has_amd_stibp = self._io.read_bits_int_le(1) != 0
            self.has_ibrs_always = self._io.read_bits_int_le(1) != 0
            self.has_stibp_always = self._io.read_bits_int_le(1) != 0
            self.has_ibrs_fast = self._io.read_bits_int_le(1) != 0
            self.has_ibrs_same_mode = self._io.read_bits_int_le(1) != 0
            self.has_no_lmsl = self._io.read_bits_int_le(1) != 0
            self.reserved5 = self._io.read_bits_int_le(2)
            self.has_amd_ppin = self._io.read_bits_int_le(1) != 0
            self.has_amd_ssbd = self._io.read_bits_int_le(1) != 0
            self.has_virt_ssbd = self._io.read_bits_int_le(1) != 0
            self.has_ssb_no = self._io.read_bits_int_le(1) != 0
            self.has_cppc = self._io.read_bits_int_le(1) != 0
            self.has_psfd = self._io.read_bits_int_le(1) != 0
            self.has_btc_no = self._io.read_bits_int_le(1) != 0
            self.has_ibpb_ret = self._io.read_bits_int_le(1) != 0
            self.reserved6 = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class FeaturesM10ah(KaitaiStruct):
        """Word 17 of a featureset: bits 32 to 63 of MSR 0x10a.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesM10ah, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_pb_opt_ctrl = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(29)
            self.has_its_no = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass


    class FeaturesM10al(KaitaiStruct):
        """Word 16 of a featureset: bits 0 to 31 of MSR 0x10a.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(X86CpuFeatures.FeaturesM10al, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.has_rdcl_no = self._io.read_bits_int_le(1) != 0
            self.has_eibrs = self._io.read_bits_int_le(1) != 0
            self.has_rsba = self._io.read_bits_int_le(1) != 0
            self.has_skip_l1dfl = self._io.read_bits_int_le(1) != 0
            self.has_intel_ssb_no = self._io.read_bits_int_le(1) != 0
            self.has_mds_no = self._io.read_bits_int_le(1) != 0
            self.has_if_pschange_mc_no = self._io.read_bits_int_le(1) != 0
            self.has_tsx_ctrl = self._io.read_bits_int_le(1) != 0
            self.has_taa_no = self._io.read_bits_int_le(1) != 0
            self.has_mcu_ctrl = self._io.read_bits_int_le(1) != 0
            self.has_misc_pkg_ctrl = self._io.read_bits_int_le(1) != 0
            self.has_energy_filtering = self._io.read_bits_int_le(1) != 0
            self.has_doitm = self._io.read_bits_int_le(1) != 0
            self.has_sbdr_ssdp_no = self._io.read_bits_int_le(1) != 0
            self.has_fbsdp_no = self._io.read_bits_int_le(1) != 0
            self.has_psdp_no = self._io.read_bits_int_le(1) != 0
            self.has_mcu_ext = self._io.read_bits_int_le(1) != 0
            self.has_fb_clear = self._io.read_bits_int_le(1) != 0
            self.has_fb_clear_ctrl = self._io.read_bits_int_le(1) != 0
            self.has_rrsba = self._io.read_bits_int_le(1) != 0
            self.has_bhi_no = self._io.read_bits_int_le(1) != 0
            self.has_xapic_status = self._io.read_bits_int_le(1) != 0
            self.reserved1 = self._io.read_bits_int_le(1) != 0
            self.has_ovrclk_status = self._io.read_bits_int_le(1) != 0
            self.has_pbrsb_no = self._io.read_bits_int_le(1) != 0
            self.has_gds_ctrl = self._io.read_bits_int_le(1) != 0
            self.has_gds_no = self._io.read_bits_int_le(1) != 0
            self.has_rfds_no = self._io.read_bits_int_le(1) != 0
            self.has_rfds_clear = self._io.read_bits_int_le(1) != 0
            self.has_ign_umonitor = self._io.read_bits_int_le(1) != 0
            self.has_mon_umon_mitg = self._io.read_bits_int_le(1) != 0
            self.reserved2 = self._io.read_bits_int_le(1) != 0


        def _fetch_instances(self):
            pass




# Generated from spec/x86_cpu_features.ksy
# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.
meta:
  id: x86_cpu_features
  title: Features of an x86 processor, by Xen's names
  application: Xen
  tags:
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  endian: le
  bit-endian: le
-orig-id: featureset
doc: |
  The words of Xen's featureset, in its order, as XEN_SYSCTL_get_cpu_featureset
  gives it; a shorter one ends before. Each is a register of a CPUID leaf, or
  half of an MSR, whose bits are features, the lowest first. A stream has them
  in X86_CPUID_POLICY and X86_MSR_POLICY.

  The releases after `-since` are the first to name the bit: the first point
  release of each older branch that does, and the version since which all do,
  from 4.7 on.
doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
-webide-representation: '{size_text}'
instances:
  size_text:
    value: _io.size.to_s + " octets"
    doc: How long it is.
seq:
  - id: word_1d
    -orig-id: FEATURESET_1d
    type: features_1d
    if: not _io.eof
  - id: word_1c
    -orig-id: FEATURESET_1c
    type: features_1c
    if: not _io.eof
  - id: word_e1d
    -orig-id: FEATURESET_e1d
    type: features_e1d
    if: not _io.eof
  - id: word_e1c
    -orig-id: FEATURESET_e1c
    type: features_e1c
    if: not _io.eof
  - id: word_da1
    -orig-id: FEATURESET_da1
    type: features_da1
    if: not _io.eof
  - id: word_7b0
    -orig-id: FEATURESET_7b0
    type: features_7b0
    if: not _io.eof
  - id: word_7c0
    -orig-id: FEATURESET_7c0
    type: features_7c0
    if: not _io.eof
  - id: word_e7d
    -orig-id: FEATURESET_e7d
    type: features_e7d
    if: not _io.eof
  - id: word_e8b
    -orig-id: FEATURESET_e8b
    type: features_e8b
    if: not _io.eof
  - id: word_7d0
    -orig-id: FEATURESET_7d0
    type: features_7d0
    if: not _io.eof
  - id: word_7a1
    -orig-id: FEATURESET_7a1
    type: features_7a1
    if: not _io.eof
  - id: word_e21a
    -orig-id: FEATURESET_e21a
    type: features_e21a
    if: not _io.eof
  - id: word_7b1
    -orig-id: FEATURESET_7b1
    type: features_7b1
    if: not _io.eof
  - id: word_7d2
    -orig-id: FEATURESET_7d2
    type: features_7d2
    if: not _io.eof
  - id: word_7c1
    -orig-id: FEATURESET_7c1
    type: features_7c1
    if: not _io.eof
  - id: word_7d1
    -orig-id: FEATURESET_7d1
    type: features_7d1
    if: not _io.eof
  - id: word_m10al
    -orig-id: FEATURESET_m10al
    type: features_m10al
    if: not _io.eof
  - id: word_m10ah
    -orig-id: FEATURESET_m10ah
    type: features_m10ah
    if: not _io.eof
  - id: word_e21c
    -orig-id: FEATURESET_e21c
    type: features_e21c
    if: not _io.eof
types:
  features_1d:
    doc: 'Word 0 of a featureset: CPUID leaf 0x1, EDX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_fpu ? "fpu " : "") + (has_vme ? "vme " : "") + (has_de ? "de " : "") + (has_pse ? "pse " : "") + (has_tsc ? "tsc " : "") + (has_msr ? "msr " : "") + (has_pae ? "pae " : "") + (has_mce ? "mce " : "") + (has_cx8 ? "cx8 " : "") + (has_apic ? "apic " : "") + (has_sep ? "sep " : "") + (has_mtrr ? "mtrr " : "") + (has_pge ? "pge " : "") + (has_mca ? "mca " : "") + (has_cmov ? "cmov " : "") + (has_pat ? "pat " : "") + (has_pse36 ? "pse36 " : "") + (has_clflush ? "clflush " : "") + (has_ds ? "ds " : "") + (has_acpi ? "acpi " : "") + (has_mmx ? "mmx " : "") + (has_fxsr ? "fxsr " : "") + (has_sse ? "sse " : "") + (has_sse2 ? "sse2 " : "") + (has_ss ? "ss " : "") + (has_htt ? "htt " : "") + (has_tm1 ? "tm1 " : "") + (has_pbe ? "pbe " : "")'
    seq:
      - id: has_fpu
        -orig-id: XEN_X86_FEATURE_FPU
        -since: '4.7'
        type: b1
      - id: has_vme
        -orig-id: XEN_X86_FEATURE_VME
        -since: '4.7'
        type: b1
      - id: has_de
        -orig-id: XEN_X86_FEATURE_DE
        -since: '4.7'
        type: b1
      - id: has_pse
        -orig-id: XEN_X86_FEATURE_PSE
        -since: '4.7'
        type: b1
      - id: has_tsc
        -orig-id: XEN_X86_FEATURE_TSC
        -since: '4.7'
        type: b1
      - id: has_msr
        -orig-id: XEN_X86_FEATURE_MSR
        -since: '4.7'
        type: b1
      - id: has_pae
        -orig-id: XEN_X86_FEATURE_PAE
        -since: '4.7'
        type: b1
      - id: has_mce
        -orig-id: XEN_X86_FEATURE_MCE
        -since: '4.7'
        type: b1
      - id: has_cx8
        -orig-id: XEN_X86_FEATURE_CX8
        -since: '4.7'
        type: b1
      - id: has_apic
        -orig-id: XEN_X86_FEATURE_APIC
        -since: '4.7'
        type: b1
      - id: reserved1
        type: b1
      - id: has_sep
        -orig-id: XEN_X86_FEATURE_SEP
        -since: '4.7'
        type: b1
      - id: has_mtrr
        -orig-id: XEN_X86_FEATURE_MTRR
        -since: '4.7'
        type: b1
      - id: has_pge
        -orig-id: XEN_X86_FEATURE_PGE
        -since: '4.7'
        type: b1
      - id: has_mca
        -orig-id: XEN_X86_FEATURE_MCA
        -since: '4.7'
        type: b1
      - id: has_cmov
        -orig-id: XEN_X86_FEATURE_CMOV
        -since: '4.7'
        type: b1
      - id: has_pat
        -orig-id: XEN_X86_FEATURE_PAT
        -since: '4.7'
        type: b1
      - id: has_pse36
        -orig-id: XEN_X86_FEATURE_PSE36
        -since: '4.7'
        type: b1
      - id: reserved2
        type: b1
      - id: has_clflush
        -orig-id: XEN_X86_FEATURE_CLFLUSH
        -since: '4.7'
        type: b1
      - id: reserved3
        type: b1
      - id: has_ds
        -orig-id: XEN_X86_FEATURE_DS
        -since: '4.7'
        type: b1
      - id: has_acpi
        -orig-id: XEN_X86_FEATURE_ACPI
        -since: '4.7'
        type: b1
      - id: has_mmx
        -orig-id: XEN_X86_FEATURE_MMX
        -since: '4.7'
        type: b1
      - id: has_fxsr
        -orig-id: XEN_X86_FEATURE_FXSR
        -since: '4.7'
        type: b1
      - id: has_sse
        -orig-id: XEN_X86_FEATURE_SSE
        -since: '4.7'
        type: b1
      - id: has_sse2
        -orig-id: XEN_X86_FEATURE_SSE2
        -since: '4.7'
        type: b1
      - id: has_ss
        -orig-id: XEN_X86_FEATURE_SS
        -since: '4.9'
        type: b1
      - id: has_htt
        -orig-id: XEN_X86_FEATURE_HTT
        -since: '4.7'
        type: b1
      - id: has_tm1
        -orig-id: XEN_X86_FEATURE_TM1
        -since: '4.7'
        type: b1
      - id: reserved4
        type: b1
      - id: has_pbe
        -orig-id: XEN_X86_FEATURE_PBE
        -since: '4.7'
        type: b1
  features_1c:
    doc: 'Word 1 of a featureset: CPUID leaf 0x1, ECX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_sse3 ? "sse3 " : "") + (has_pclmulqdq ? "pclmulqdq " : "") + (has_dtes64 ? "dtes64 " : "") + (has_monitor ? "monitor " : "") + (has_dscpl ? "dscpl " : "") + (has_vmx ? "vmx " : "") + (has_smx ? "smx " : "") + (has_eist ? "eist " : "") + (has_tm2 ? "tm2 " : "") + (has_ssse3 ? "ssse3 " : "") + (has_sdbg ? "sdbg " : "") + (has_fma ? "fma " : "") + (has_cx16 ? "cx16 " : "") + (has_xtpr ? "xtpr " : "") + (has_pdcm ? "pdcm " : "") + (has_pcid ? "pcid " : "") + (has_dca ? "dca " : "") + (has_sse4_1 ? "sse4_1 " : "") + (has_sse4_2 ? "sse4_2 " : "") + (has_x2apic ? "x2apic " : "") + (has_movbe ? "movbe " : "") + (has_popcnt ? "popcnt " : "") + (has_tsc_deadline ? "tsc_deadline " : "") + (has_aesni ? "aesni " : "") + (has_xsave ? "xsave " : "") + (has_osxsave ? "osxsave " : "") + (has_avx ? "avx " : "") + (has_f16c ? "f16c " : "") + (has_rdrand ? "rdrand " : "") + (has_hypervisor ? "hypervisor " : "")'
    seq:
      - id: has_sse3
        -orig-id: XEN_X86_FEATURE_SSE3
        -since: '4.7'
        type: b1
      - id: has_pclmulqdq
        -orig-id: XEN_X86_FEATURE_PCLMULQDQ
        -since: '4.7'
        type: b1
      - id: has_dtes64
        -orig-id: XEN_X86_FEATURE_DTES64
        -since: '4.7'
        type: b1
      - id: has_monitor
        -orig-id: XEN_X86_FEATURE_MONITOR
        -since: '4.7'
        type: b1
      - id: has_dscpl
        -orig-id: XEN_X86_FEATURE_DSCPL
        -since: '4.7'
        type: b1
      - id: has_vmx
        -orig-id: XEN_X86_FEATURE_VMX
        -since: '4.7'
        type: b1
      - id: has_smx
        -orig-id: XEN_X86_FEATURE_SMX
        -since: '4.7'
        type: b1
      - id: has_eist
        -orig-id: XEN_X86_FEATURE_EIST
        -since: '4.7'
        type: b1
      - id: has_tm2
        -orig-id: XEN_X86_FEATURE_TM2
        -since: '4.7'
        type: b1
      - id: has_ssse3
        -orig-id: XEN_X86_FEATURE_SSSE3
        -since: '4.7'
        type: b1
      - id: reserved1
        type: b1
      - id: has_sdbg
        -orig-id: XEN_X86_FEATURE_SDBG
        -since: '4.20'
        type: b1
      - id: has_fma
        -orig-id: XEN_X86_FEATURE_FMA
        -since: '4.7'
        type: b1
      - id: has_cx16
        -orig-id: XEN_X86_FEATURE_CX16
        -since: '4.7'
        type: b1
      - id: has_xtpr
        -orig-id: XEN_X86_FEATURE_XTPR
        -since: '4.7'
        type: b1
      - id: has_pdcm
        -orig-id: XEN_X86_FEATURE_PDCM
        -since: '4.7'
        type: b1
      - id: reserved2
        type: b1
      - id: has_pcid
        -orig-id: XEN_X86_FEATURE_PCID
        -since: '4.7'
        type: b1
      - id: has_dca
        -orig-id: XEN_X86_FEATURE_DCA
        -since: '4.7'
        type: b1
      - id: has_sse4_1
        -orig-id: XEN_X86_FEATURE_SSE4_1
        -since: '4.7'
        type: b1
      - id: has_sse4_2
        -orig-id: XEN_X86_FEATURE_SSE4_2
        -since: '4.7'
        type: b1
      - id: has_x2apic
        -orig-id: XEN_X86_FEATURE_X2APIC
        -since: '4.7'
        type: b1
      - id: has_movbe
        -orig-id: XEN_X86_FEATURE_MOVBE
        -since: '4.7'
        type: b1
      - id: has_popcnt
        -orig-id: XEN_X86_FEATURE_POPCNT
        -since: '4.7'
        type: b1
      - id: has_tsc_deadline
        -orig-id: XEN_X86_FEATURE_TSC_DEADLINE
        -since: '4.7'
        type: b1
      - id: has_aesni
        -orig-id: XEN_X86_FEATURE_AESNI
        -since: '4.7'
        type: b1
      - id: has_xsave
        -orig-id: XEN_X86_FEATURE_XSAVE
        -since: '4.7'
        type: b1
      - id: has_osxsave
        -orig-id: XEN_X86_FEATURE_OSXSAVE
        -since: '4.7'
        type: b1
      - id: has_avx
        -orig-id: XEN_X86_FEATURE_AVX
        -since: '4.7'
        type: b1
      - id: has_f16c
        -orig-id: XEN_X86_FEATURE_F16C
        -since: '4.7'
        type: b1
      - id: has_rdrand
        -orig-id: XEN_X86_FEATURE_RDRAND
        -since: '4.7'
        type: b1
      - id: has_hypervisor
        -orig-id: XEN_X86_FEATURE_HYPERVISOR
        -since: '4.7'
        type: b1
  features_e1d:
    doc: 'Word 2 of a featureset: CPUID leaf 0x80000001, EDX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_syscall ? "syscall " : "") + (has_nx ? "nx " : "") + (has_mmxext ? "mmxext " : "") + (has_ffxsr ? "ffxsr " : "") + (has_page1gb ? "page1gb " : "") + (has_rdtscp ? "rdtscp " : "") + (has_lm ? "lm " : "") + (has_3dnowext ? "3dnowext " : "") + (has_3dnow ? "3dnow " : "")'
    seq:
      - id: reserved1
        type: b11
      - id: has_syscall
        -orig-id: XEN_X86_FEATURE_SYSCALL
        -since: '4.7'
        type: b1
      - id: reserved2
        type: b8
      - id: has_nx
        -orig-id: XEN_X86_FEATURE_NX
        -since: '4.7'
        type: b1
      - id: reserved3
        type: b1
      - id: has_mmxext
        -orig-id: XEN_X86_FEATURE_MMXEXT
        -since: '4.7'
        type: b1
      - id: reserved4
        type: b2
      - id: has_ffxsr
        -orig-id: XEN_X86_FEATURE_FFXSR
        -since: '4.7'
        type: b1
      - id: has_page1gb
        -orig-id: XEN_X86_FEATURE_PAGE1GB
        -since: '4.7'
        type: b1
      - id: has_rdtscp
        -orig-id: XEN_X86_FEATURE_RDTSCP
        -since: '4.7'
        type: b1
      - id: reserved5
        type: b1
      - id: has_lm
        -orig-id: XEN_X86_FEATURE_LM
        -since: '4.7'
        type: b1
      - id: has_3dnowext
        -orig-id: XEN_X86_FEATURE_3DNOWEXT
        -since: '4.7'
        type: b1
      - id: has_3dnow
        -orig-id: XEN_X86_FEATURE_3DNOW
        -since: '4.7'
        type: b1
  features_e1c:
    doc: 'Word 3 of a featureset: CPUID leaf 0x80000001, ECX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_lahf_lm ? "lahf_lm " : "") + (has_cmp_legacy ? "cmp_legacy " : "") + (has_svm ? "svm " : "") + (has_extapic ? "extapic " : "") + (has_cr8_legacy ? "cr8_legacy " : "") + (has_abm ? "abm " : "") + (has_sse4a ? "sse4a " : "") + (has_misalignsse ? "misalignsse " : "") + (has_3dnowprefetch ? "3dnowprefetch " : "") + (has_osvw ? "osvw " : "") + (has_ibs ? "ibs " : "") + (has_xop ? "xop " : "") + (has_skinit ? "skinit " : "") + (has_wdt ? "wdt " : "") + (has_lwp ? "lwp " : "") + (has_fma4 ? "fma4 " : "") + (has_nodeid_msr ? "nodeid_msr " : "") + (has_tbm ? "tbm " : "") + (has_topoext ? "topoext " : "") + (has_dbext ? "dbext " : "") + (has_monitorx ? "monitorx " : "") + (has_addr_msk_ext ? "addr_msk_ext " : "")'
    seq:
      - id: has_lahf_lm
        -orig-id: XEN_X86_FEATURE_LAHF_LM
        -since: '4.7'
        type: b1
      - id: has_cmp_legacy
        -orig-id: XEN_X86_FEATURE_CMP_LEGACY
        -since: '4.7'
        type: b1
      - id: has_svm
        -orig-id: XEN_X86_FEATURE_SVM
        -since: '4.7'
        type: b1
      - id: has_extapic
        -orig-id: XEN_X86_FEATURE_EXTAPIC
        -since: '4.7'
        type: b1
      - id: has_cr8_legacy
        -orig-id: XEN_X86_FEATURE_CR8_LEGACY
        -since: '4.7'
        type: b1
      - id: has_abm
        -orig-id: XEN_X86_FEATURE_ABM
        -since: '4.7'
        type: b1
      - id: has_sse4a
        -orig-id: XEN_X86_FEATURE_SSE4A
        -since: '4.7'
        type: b1
      - id: has_misalignsse
        -orig-id: XEN_X86_FEATURE_MISALIGNSSE
        -since: '4.7'
        type: b1
      - id: has_3dnowprefetch
        -orig-id: XEN_X86_FEATURE_3DNOWPREFETCH
        -since: '4.7'
        type: b1
      - id: has_osvw
        -orig-id: XEN_X86_FEATURE_OSVW
        -since: '4.7'
        type: b1
      - id: has_ibs
        -orig-id: XEN_X86_FEATURE_IBS
        -since: '4.7'
        type: b1
      - id: has_xop
        -orig-id: XEN_X86_FEATURE_XOP
        -since: '4.7'
        type: b1
      - id: has_skinit
        -orig-id: XEN_X86_FEATURE_SKINIT
        -since: '4.7'
        type: b1
      - id: has_wdt
        -orig-id: XEN_X86_FEATURE_WDT
        -since: '4.7'
        type: b1
      - id: reserved1
        type: b1
      - id: has_lwp
        -orig-id: XEN_X86_FEATURE_LWP
        -since: '4.7'
        type: b1
      - id: has_fma4
        -orig-id: XEN_X86_FEATURE_FMA4
        -since: '4.7'
        type: b1
      - id: reserved2
        type: b2
      - id: has_nodeid_msr
        -orig-id: XEN_X86_FEATURE_NODEID_MSR
        -since: '4.7'
        type: b1
      - id: reserved3
        type: b1
      - id: has_tbm
        -orig-id: XEN_X86_FEATURE_TBM
        -since: '4.7'
        type: b1
      - id: has_topoext
        -orig-id: XEN_X86_FEATURE_TOPOEXT
        -since: '4.7'
        type: b1
      - id: reserved4
        type: b3
      - id: has_dbext
        -orig-id: XEN_X86_FEATURE_DBEXT
        -since: '4.7'
        type: b1
      - id: reserved5
        type: b2
      - id: has_monitorx
        -orig-id: XEN_X86_FEATURE_MONITORX
        -since: '4.7'
        type: b1
      - id: has_addr_msk_ext
        -orig-id: XEN_X86_FEATURE_ADDR_MSK_EXT
        -since: '4.19'
        type: b1
      - id: reserved6
        type: b1
  features_da1:
    doc: 'Word 4 of a featureset: CPUID leaf 0xd, subleaf 1, EAX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_xsaveopt ? "xsaveopt " : "") + (has_xsavec ? "xsavec " : "") + (has_xgetbv1 ? "xgetbv1 " : "") + (has_xsaves ? "xsaves " : "") + (has_xfd ? "xfd " : "")'
    seq:
      - id: has_xsaveopt
        -orig-id: XEN_X86_FEATURE_XSAVEOPT
        -since: '4.7'
        type: b1
      - id: has_xsavec
        -orig-id: XEN_X86_FEATURE_XSAVEC
        -since: '4.7'
        type: b1
      - id: has_xgetbv1
        -orig-id: XEN_X86_FEATURE_XGETBV1
        -since: '4.7'
        type: b1
      - id: has_xsaves
        -orig-id: XEN_X86_FEATURE_XSAVES
        -since: '4.7'
        type: b1
      - id: has_xfd
        -orig-id: XEN_X86_FEATURE_XFD
        -since: '4.20'
        type: b1
      - id: reserved1
        type: b27
  features_7b0:
    doc: 'Word 5 of a featureset: CPUID leaf 0x7, subleaf 0, EBX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_fsgsbase ? "fsgsbase " : "") + (has_tsc_adjust ? "tsc_adjust " : "") + (has_sgx ? "sgx " : "") + (has_bmi1 ? "bmi1 " : "") + (has_hle ? "hle " : "") + (has_avx2 ? "avx2 " : "") + (has_fdp_excp_only ? "fdp_excp_only " : "") + (has_smep ? "smep " : "") + (has_bmi2 ? "bmi2 " : "") + (has_erms ? "erms " : "") + (has_invpcid ? "invpcid " : "") + (has_rtm ? "rtm " : "") + (has_pqm ? "pqm " : "") + (has_no_fpu_sel ? "no_fpu_sel " : "") + (has_mpx ? "mpx " : "") + (has_pqe ? "pqe " : "") + (has_avx512f ? "avx512f " : "") + (has_avx512dq ? "avx512dq " : "") + (has_rdseed ? "rdseed " : "") + (has_adx ? "adx " : "") + (has_smap ? "smap " : "") + (has_avx512_ifma ? "avx512_ifma " : "") + (has_clflushopt ? "clflushopt " : "") + (has_clwb ? "clwb " : "") + (has_proc_trace ? "proc_trace " : "") + (has_avx512pf ? "avx512pf " : "") + (has_avx512er ? "avx512er " : "") + (has_avx512cd ? "avx512cd " : "") + (has_sha ? "sha " : "") + (has_avx512bw ? "avx512bw " : "") + (has_avx512vl ? "avx512vl " : "")'
    seq:
      - id: has_fsgsbase
        -orig-id: XEN_X86_FEATURE_FSGSBASE
        -since: '4.7'
        type: b1
      - id: has_tsc_adjust
        -orig-id: XEN_X86_FEATURE_TSC_ADJUST
        -since: '4.7'
        type: b1
      - id: has_sgx
        -orig-id: XEN_X86_FEATURE_SGX
        -since: '4.7'
        type: b1
      - id: has_bmi1
        -orig-id: XEN_X86_FEATURE_BMI1
        -since: '4.7'
        type: b1
      - id: has_hle
        -orig-id: XEN_X86_FEATURE_HLE
        -since: '4.7'
        type: b1
      - id: has_avx2
        -orig-id: XEN_X86_FEATURE_AVX2
        -since: '4.7'
        type: b1
      - id: has_fdp_excp_only
        -orig-id: XEN_X86_FEATURE_FDP_EXCP_ONLY
        -since: '4.7'
        type: b1
      - id: has_smep
        -orig-id: XEN_X86_FEATURE_SMEP
        -since: '4.7'
        type: b1
      - id: has_bmi2
        -orig-id: XEN_X86_FEATURE_BMI2
        -since: '4.7'
        type: b1
      - id: has_erms
        -orig-id: XEN_X86_FEATURE_ERMS
        -since: '4.7'
        type: b1
      - id: has_invpcid
        -orig-id: XEN_X86_FEATURE_INVPCID
        -since: '4.7'
        type: b1
      - id: has_rtm
        -orig-id: XEN_X86_FEATURE_RTM
        -since: '4.7'
        type: b1
      - id: has_pqm
        -orig-id: XEN_X86_FEATURE_PQM
        -since: '4.7'
        type: b1
      - id: has_no_fpu_sel
        -orig-id: XEN_X86_FEATURE_NO_FPU_SEL
        -since: '4.7'
        type: b1
      - id: has_mpx
        -orig-id: XEN_X86_FEATURE_MPX
        -since: '4.7'
        type: b1
      - id: has_pqe
        -orig-id: XEN_X86_FEATURE_PQE
        -since: '4.7'
        type: b1
      - id: has_avx512f
        -orig-id: XEN_X86_FEATURE_AVX512F
        -since: '4.8'
        type: b1
      - id: has_avx512dq
        -orig-id: XEN_X86_FEATURE_AVX512DQ
        -since: '4.8'
        type: b1
      - id: has_rdseed
        -orig-id: XEN_X86_FEATURE_RDSEED
        -since: '4.7'
        type: b1
      - id: has_adx
        -orig-id: XEN_X86_FEATURE_ADX
        -since: '4.7'
        type: b1
      - id: has_smap
        -orig-id: XEN_X86_FEATURE_SMAP
        -since: '4.7'
        type: b1
      - id: has_avx512_ifma
        -orig-id: XEN_X86_FEATURE_AVX512_IFMA
        -since: '4.8'
        type: b1
      - id: reserved1
        type: b1
      - id: has_clflushopt
        -orig-id: XEN_X86_FEATURE_CLFLUSHOPT
        -since: '4.7'
        type: b1
      - id: has_clwb
        -orig-id: XEN_X86_FEATURE_CLWB
        -since: '4.7'
        type: b1
      - id: has_proc_trace
        -orig-id: XEN_X86_FEATURE_PROC_TRACE
        -since: '4.15'
        type: b1
      - id: has_avx512pf
        -orig-id: XEN_X86_FEATURE_AVX512PF
        -since: '4.8'
        type: b1
      - id: has_avx512er
        -orig-id: XEN_X86_FEATURE_AVX512ER
        -since: '4.8'
        type: b1
      - id: has_avx512cd
        -orig-id: XEN_X86_FEATURE_AVX512CD
        -since: '4.8'
        type: b1
      - id: has_sha
        -orig-id: XEN_X86_FEATURE_SHA
        -since: '4.7'
        type: b1
      - id: has_avx512bw
        -orig-id: XEN_X86_FEATURE_AVX512BW
        -since: '4.8'
        type: b1
      - id: has_avx512vl
        -orig-id: XEN_X86_FEATURE_AVX512VL
        -since: '4.8'
        type: b1
  features_7c0:
    doc: 'Word 6 of a featureset: CPUID leaf 0x7, subleaf 0, ECX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_prefetchwt1 ? "prefetchwt1 " : "") + (has_avx512_vbmi ? "avx512_vbmi " : "") + (has_umip ? "umip " : "") + (has_pku ? "pku " : "") + (has_ospke ? "ospke " : "") + (has_waitpkg ? "waitpkg " : "") + (has_avx512_vbmi2 ? "avx512_vbmi2 " : "") + (has_cet_ss ? "cet_ss " : "") + (has_gfni ? "gfni " : "") + (has_vaes ? "vaes " : "") + (has_vpclmulqdq ? "vpclmulqdq " : "") + (has_avx512_vnni ? "avx512_vnni " : "") + (has_avx512_bitalg ? "avx512_bitalg " : "") + (has_tme ? "tme " : "") + (has_avx512_vpopcntdq ? "avx512_vpopcntdq " : "") + (has_la57 ? "la57 " : "") + (has_rdpid ? "rdpid " : "") + (has_bld ? "bld " : "") + (has_cldemote ? "cldemote " : "") + (has_movdiri ? "movdiri " : "") + (has_movdir64b ? "movdir64b " : "") + (has_enqcmd ? "enqcmd " : "") + (has_sgx_lc ? "sgx_lc " : "") + (has_pks ? "pks " : "")'
    seq:
      - id: has_prefetchwt1
        -orig-id: XEN_X86_FEATURE_PREFETCHWT1
        -since: '4.7'
        type: b1
      - id: has_avx512_vbmi
        -orig-id: XEN_X86_FEATURE_AVX512_VBMI
        -since: '4.8'
        type: b1
      - id: has_umip
        -orig-id: XEN_X86_FEATURE_UMIP
        -since: '4.10'
        type: b1
      - id: has_pku
        -orig-id: XEN_X86_FEATURE_PKU
        -since: '4.7'
        type: b1
      - id: has_ospke
        -orig-id: XEN_X86_FEATURE_OSPKE
        -since: '4.7'
        type: b1
      - id: has_waitpkg
        -orig-id: XEN_X86_FEATURE_WAITPKG
        -since: '4.20'
        type: b1
      - id: has_avx512_vbmi2
        -orig-id: XEN_X86_FEATURE_AVX512_VBMI2
        -since: '4.13'
        type: b1
      - id: has_cet_ss
        -orig-id: XEN_X86_FEATURE_CET_SS
        -since: 4.12.3, 4.13.1, 4.14
        type: b1
      - id: has_gfni
        -orig-id: XEN_X86_FEATURE_GFNI
        -since: '4.13'
        type: b1
      - id: has_vaes
        -orig-id: XEN_X86_FEATURE_VAES
        -since: '4.13'
        type: b1
      - id: has_vpclmulqdq
        -orig-id: XEN_X86_FEATURE_VPCLMULQDQ
        -since: '4.13'
        type: b1
      - id: has_avx512_vnni
        -orig-id: XEN_X86_FEATURE_AVX512_VNNI
        -since: '4.13'
        type: b1
      - id: has_avx512_bitalg
        -orig-id: XEN_X86_FEATURE_AVX512_BITALG
        -since: '4.13'
        type: b1
      - id: has_tme
        -orig-id: XEN_X86_FEATURE_TME
        -since: '4.20'
        type: b1
      - id: has_avx512_vpopcntdq
        -orig-id: XEN_X86_FEATURE_AVX512_VPOPCNTDQ
        -since: '4.9'
        type: b1
      - id: reserved1
        type: b1
      - id: has_la57
        -orig-id: XEN_X86_FEATURE_LA57
        -since: '4.20'
        type: b1
      - id: reserved2
        type: b5
      - id: has_rdpid
        -orig-id: XEN_X86_FEATURE_RDPID
        -since: '4.9'
        type: b1
      - id: reserved3
        type: b1
      - id: has_bld
        -orig-id: XEN_X86_FEATURE_BLD
        -since: '4.18'
        type: b1
      - id: has_cldemote
        -orig-id: XEN_X86_FEATURE_CLDEMOTE
        -since: '4.13'
        type: b1
      - id: reserved4
        type: b1
      - id: has_movdiri
        -orig-id: XEN_X86_FEATURE_MOVDIRI
        -since: '4.14'
        type: b1
      - id: has_movdir64b
        -orig-id: XEN_X86_FEATURE_MOVDIR64B
        -since: '4.14'
        type: b1
      - id: has_enqcmd
        -orig-id: XEN_X86_FEATURE_ENQCMD
        -since: '4.14'
        type: b1
      - id: has_sgx_lc
        -orig-id: XEN_X86_FEATURE_SGX_LC
        -since: '4.20'
        type: b1
      - id: has_pks
        -orig-id: XEN_X86_FEATURE_PKS
        -since: '4.18'
        type: b1
  features_e7d:
    doc: 'Word 7 of a featureset: CPUID leaf 0x80000007, EDX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_hw_pstate ? "hw_pstate " : "") + (has_itsc ? "itsc " : "") + (has_cpb ? "cpb " : "") + (has_efro ? "efro " : "")'
    seq:
      - id: reserved1
        type: b7
      - id: has_hw_pstate
        -orig-id: XEN_X86_FEATURE_HW_PSTATE
        -since: '4.17'
        type: b1
      - id: has_itsc
        -orig-id: XEN_X86_FEATURE_ITSC
        -since: '4.7'
        type: b1
      - id: has_cpb
        -orig-id: XEN_X86_FEATURE_CPB
        -since: '4.17'
        type: b1
      - id: has_efro
        -orig-id: XEN_X86_FEATURE_EFRO
        -since: '4.7'
        type: b1
      - id: reserved2
        type: b21
  features_e8b:
    doc: 'Word 8 of a featureset: CPUID leaf 0x80000008, EBX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_clzero ? "clzero " : "") + (has_rstr_fp_err_ptrs ? "rstr_fp_err_ptrs " : "") + (has_wbnoinvd ? "wbnoinvd " : "") + (has_ibpb ? "ibpb " : "") + (has_ibrs ? "ibrs " : "") + (has_amd_stibp ? "amd_stibp " : "") + (has_ibrs_always ? "ibrs_always " : "") + (has_stibp_always ? "stibp_always " : "") + (has_ibrs_fast ? "ibrs_fast " : "") + (has_ibrs_same_mode ? "ibrs_same_mode " : "") + (has_no_lmsl ? "no_lmsl " : "") + (has_amd_ppin ? "amd_ppin " : "") + (has_amd_ssbd ? "amd_ssbd " : "") + (has_virt_ssbd ? "virt_ssbd " : "") + (has_ssb_no ? "ssb_no " : "") + (has_cppc ? "cppc " : "") + (has_psfd ? "psfd " : "") + (has_btc_no ? "btc_no " : "") + (has_ibpb_ret ? "ibpb_ret " : "")'
    seq:
      - id: has_clzero
        -orig-id: XEN_X86_FEATURE_CLZERO
        -since: '4.7'
        type: b1
      - id: reserved1
        type: b1
      - id: has_rstr_fp_err_ptrs
        -orig-id: XEN_X86_FEATURE_RSTR_FP_ERR_PTRS
        -since: '4.13'
        type: b1
      - id: reserved2
        type: b6
      - id: has_wbnoinvd
        -orig-id: XEN_X86_FEATURE_WBNOINVD
        -since: '4.13'
        type: b1
      - id: reserved3
        type: b2
      - id: has_ibpb
        -orig-id: XEN_X86_FEATURE_IBPB
        -since: 4.7.5, 4.8.4, 4.9.2, 4.10.1, 4.11
        type: b1
      - id: reserved4
        type: b1
      - id: has_ibrs
        -orig-id: XEN_X86_FEATURE_IBRS
        -since: 4.13.5, 4.14.4, 4.15.2, 4.16
        type: b1
      - id: has_amd_stibp
        -orig-id: XEN_X86_FEATURE_AMD_STIBP
        -since: 4.13.5, 4.14.4, 4.15.2, 4.16
        type: b1
      - id: has_ibrs_always
        -orig-id: XEN_X86_FEATURE_IBRS_ALWAYS
        -since: 4.13.5, 4.14.4, 4.15.2, 4.16
        type: b1
      - id: has_stibp_always
        -orig-id: XEN_X86_FEATURE_STIBP_ALWAYS
        -since: 4.13.5, 4.14.4, 4.15.2, 4.16
        type: b1
      - id: has_ibrs_fast
        -orig-id: XEN_X86_FEATURE_IBRS_FAST
        -since: 4.13.5, 4.14.4, 4.15.2, 4.16
        type: b1
      - id: has_ibrs_same_mode
        -orig-id: XEN_X86_FEATURE_IBRS_SAME_MODE
        -since: 4.13.5, 4.14.4, 4.15.2, 4.16
        type: b1
      - id: has_no_lmsl
        -orig-id: XEN_X86_FEATURE_NO_LMSL
        -since: '4.16'
        type: b1
      - id: reserved5
        type: b2
      - id: has_amd_ppin
        -orig-id: XEN_X86_FEATURE_AMD_PPIN
        -since: '4.14'
        type: b1
      - id: has_amd_ssbd
        -orig-id: XEN_X86_FEATURE_AMD_SSBD
        -since: 4.13.5, 4.14.4, 4.15.2, 4.16
        type: b1
      - id: has_virt_ssbd
        -orig-id: XEN_X86_FEATURE_VIRT_SSBD
        -since: 4.13.5, 4.14.4, 4.15.2, 4.16
        type: b1
      - id: has_ssb_no
        -orig-id: XEN_X86_FEATURE_SSB_NO
        -since: 4.13.5, 4.14.4, 4.15.2, 4.16
        type: b1
      - id: has_cppc
        -orig-id: XEN_X86_FEATURE_CPPC
        -since: '4.21'
        type: b1
      - id: has_psfd
        -orig-id: XEN_X86_FEATURE_PSFD
        -since: 4.13.5, 4.14.4, 4.15.2, 4.16
        type: b1
      - id: has_btc_no
        -orig-id: XEN_X86_FEATURE_BTC_NO
        -since: 4.13.5, 4.14.6, 4.15.4, 4.16.2, 4.17
        type: b1
      - id: has_ibpb_ret
        -orig-id: XEN_X86_FEATURE_IBPB_RET
        -since: 4.13.5, 4.14.6, 4.15.4, 4.16.3, 4.17
        type: b1
      - id: reserved6
        type: b1
  features_7d0:
    doc: 'Word 9 of a featureset: CPUID leaf 0x7, subleaf 0, EDX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_sgx_keys ? "sgx_keys " : "") + (has_avx512_4vnniw ? "avx512_4vnniw " : "") + (has_avx512_4fmaps ? "avx512_4fmaps " : "") + (has_fsrm ? "fsrm " : "") + (has_uintr ? "uintr " : "") + (has_avx512_vp2intersect ? "avx512_vp2intersect " : "") + (has_srbds_ctrl ? "srbds_ctrl " : "") + (has_md_clear ? "md_clear " : "") + (has_rtm_always_abort ? "rtm_always_abort " : "") + (has_tsx_force_abort ? "tsx_force_abort " : "") + (has_serialize ? "serialize " : "") + (has_hybrid ? "hybrid " : "") + (has_tsxldtrk ? "tsxldtrk " : "") + (has_pconfig ? "pconfig " : "") + (has_arch_lbr ? "arch_lbr " : "") + (has_cet_ibt ? "cet_ibt " : "") + (has_amx_bf16 ? "amx_bf16 " : "") + (has_avx512_fp16 ? "avx512_fp16 " : "") + (has_amx_tile ? "amx_tile " : "") + (has_amx_int8 ? "amx_int8 " : "") + (has_ibrsb ? "ibrsb " : "") + (has_stibp ? "stibp " : "") + (has_l1d_flush ? "l1d_flush " : "") + (has_arch_caps ? "arch_caps " : "") + (has_core_caps ? "core_caps " : "") + (has_ssbd ? "ssbd " : "")'
    seq:
      - id: reserved1
        type: b1
      - id: has_sgx_keys
        -orig-id: XEN_X86_FEATURE_SGX_KEYS
        -since: '4.20'
        type: b1
      - id: has_avx512_4vnniw
        -orig-id: XEN_X86_FEATURE_AVX512_4VNNIW
        -since: '4.9'
        type: b1
      - id: has_avx512_4fmaps
        -orig-id: XEN_X86_FEATURE_AVX512_4FMAPS
        -since: '4.9'
        type: b1
      - id: has_fsrm
        -orig-id: XEN_X86_FEATURE_FSRM
        -since: '4.16'
        type: b1
      - id: has_uintr
        -orig-id: XEN_X86_FEATURE_UINTR
        -since: '4.19'
        type: b1
      - id: reserved2
        type: b2
      - id: has_avx512_vp2intersect
        -orig-id: XEN_X86_FEATURE_AVX512_VP2INTERSECT
        -since: '4.15'
        type: b1
      - id: has_srbds_ctrl
        -orig-id: XEN_X86_FEATURE_SRBDS_CTRL
        -since: 4.12.4, 4.13.2, 4.14
        type: b1
      - id: has_md_clear
        -orig-id: XEN_X86_FEATURE_MD_CLEAR
        -since: 4.10.4, 4.11.2, 4.12.1, 4.13
        type: b1
      - id: has_rtm_always_abort
        -orig-id: XEN_X86_FEATURE_RTM_ALWAYS_ABORT
        -since: 4.14.3, 4.15.1, 4.16
        type: b1
      - id: reserved3
        type: b1
      - id: has_tsx_force_abort
        -orig-id: XEN_X86_FEATURE_TSX_FORCE_ABORT
        -since: 4.10.4, 4.11.2, 4.12.1, 4.13
        type: b1
      - id: has_serialize
        -orig-id: XEN_X86_FEATURE_SERIALIZE
        -since: '4.14'
        type: b1
      - id: has_hybrid
        -orig-id: XEN_X86_FEATURE_HYBRID
        -since: 4.15.6, 4.16.6, 4.17.4, 4.18.1, 4.19
        type: b1
      - id: has_tsxldtrk
        -orig-id: XEN_X86_FEATURE_TSXLDTRK
        -since: 4.14.4, 4.15.2, 4.16.1, 4.17
        type: b1
      - id: reserved4
        type: b1
      - id: has_pconfig
        -orig-id: XEN_X86_FEATURE_PCONFIG
        -since: '4.20'
        type: b1
      - id: has_arch_lbr
        -orig-id: XEN_X86_FEATURE_ARCH_LBR
        -since: '4.19'
        type: b1
      - id: has_cet_ibt
        -orig-id: XEN_X86_FEATURE_CET_IBT
        -since: 4.12.3, 4.13.1, 4.14
        type: b1
      - id: reserved5
        type: b1
      - id: has_amx_bf16
        -orig-id: XEN_X86_FEATURE_AMX_BF16
        -since: '4.20'
        type: b1
      - id: has_avx512_fp16
        -orig-id: XEN_X86_FEATURE_AVX512_FP16
        -since: '4.17'
        type: b1
      - id: has_amx_tile
        -orig-id: XEN_X86_FEATURE_AMX_TILE
        -since: '4.19'
        type: b1
      - id: has_amx_int8
        -orig-id: XEN_X86_FEATURE_AMX_INT8
        -since: '4.20'
        type: b1
      - id: has_ibrsb
        -orig-id: XEN_X86_FEATURE_IBRSB
        -since: 4.7.5, 4.8.4, 4.9.2, 4.10.1, 4.11
        type: b1
      - id: has_stibp
        -orig-id: XEN_X86_FEATURE_STIBP
        -since: 4.7.5, 4.8.4, 4.9.2, 4.10.1, 4.11
        type: b1
      - id: has_l1d_flush
        -orig-id: XEN_X86_FEATURE_L1D_FLUSH
        -since: 4.8.5, 4.9.3, 4.10.2, 4.11.1, 4.12
        type: b1
      - id: has_arch_caps
        -orig-id: XEN_X86_FEATURE_ARCH_CAPS
        -since: 4.7.6, 4.8.4, 4.9.3, 4.10.1, 4.11
        type: b1
      - id: has_core_caps
        -orig-id: XEN_X86_FEATURE_CORE_CAPS
        -since: '4.14'
        type: b1
      - id: has_ssbd
        -orig-id: XEN_X86_FEATURE_SSBD
        -since: 4.7.6, 4.8.4, 4.9.3, 4.10.2, 4.11
        type: b1
  features_7a1:
    doc: 'Word 10 of a featureset: CPUID leaf 0x7, subleaf 1, EAX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_sha512 ? "sha512 " : "") + (has_sm3 ? "sm3 " : "") + (has_sm4 ? "sm4 " : "") + (has_avx_vnni ? "avx_vnni " : "") + (has_avx512_bf16 ? "avx512_bf16 " : "") + (has_lass ? "lass " : "") + (has_cmpccxadd ? "cmpccxadd " : "") + (has_arch_perf_mon ? "arch_perf_mon " : "") + (has_fzrm ? "fzrm " : "") + (has_fsrs ? "fsrs " : "") + (has_fsrcs ? "fsrcs " : "") + (has_fred ? "fred " : "") + (has_lkgs ? "lkgs " : "") + (has_wrmsrns ? "wrmsrns " : "") + (has_nmi_src ? "nmi_src " : "") + (has_amx_fp16 ? "amx_fp16 " : "") + (has_avx_ifma ? "avx_ifma " : "") + (has_lam ? "lam " : "") + (has_msrlist ? "msrlist " : "") + (has_no_invd ? "no_invd " : "") + (has_movrs ? "movrs " : "")'
    seq:
      - id: has_sha512
        -orig-id: XEN_X86_FEATURE_SHA512
        -since: '4.19'
        type: b1
      - id: has_sm3
        -orig-id: XEN_X86_FEATURE_SM3
        -since: '4.19'
        type: b1
      - id: has_sm4
        -orig-id: XEN_X86_FEATURE_SM4
        -since: '4.19'
        type: b1
      - id: reserved1
        type: b1
      - id: has_avx_vnni
        -orig-id: XEN_X86_FEATURE_AVX_VNNI
        -since: '4.15'
        type: b1
      - id: has_avx512_bf16
        -orig-id: XEN_X86_FEATURE_AVX512_BF16
        -since: '4.13'
        type: b1
      - id: has_lass
        -orig-id: XEN_X86_FEATURE_LASS
        -since: '4.21'
        type: b1
      - id: has_cmpccxadd
        -orig-id: XEN_X86_FEATURE_CMPCCXADD
        -since: '4.20'
        type: b1
      - id: has_arch_perf_mon
        -orig-id: XEN_X86_FEATURE_ARCH_PERF_MON
        -since: '4.21'
        type: b1
      - id: reserved2
        type: b1
      - id: has_fzrm
        -orig-id: XEN_X86_FEATURE_FZRM
        -since: '4.16'
        type: b1
      - id: has_fsrs
        -orig-id: XEN_X86_FEATURE_FSRS
        -since: '4.16'
        type: b1
      - id: has_fsrcs
        -orig-id: XEN_X86_FEATURE_FSRCS
        -since: '4.16'
        type: b1
      - id: reserved3
        type: b4
      - id: has_fred
        -orig-id: XEN_X86_FEATURE_FRED
        -since: 4.19.5, 4.20.3, 4.21
        type: b1
      - id: has_lkgs
        -orig-id: XEN_X86_FEATURE_LKGS
        -since: '4.21'
        type: b1
      - id: has_wrmsrns
        -orig-id: XEN_X86_FEATURE_WRMSRNS
        -since: '4.18'
        type: b1
      - id: has_nmi_src
        -orig-id: XEN_X86_FEATURE_NMI_SRC
        -since: '4.21'
        type: b1
      - id: has_amx_fp16
        -orig-id: XEN_X86_FEATURE_AMX_FP16
        -since: '4.20'
        type: b1
      - id: reserved4
        type: b1
      - id: has_avx_ifma
        -orig-id: XEN_X86_FEATURE_AVX_IFMA
        -since: '4.18'
        type: b1
      - id: reserved5
        type: b2
      - id: has_lam
        -orig-id: XEN_X86_FEATURE_LAM
        -since: '4.21'
        type: b1
      - id: has_msrlist
        -orig-id: XEN_X86_FEATURE_MSRLIST
        -since: '4.21'
        type: b1
      - id: reserved6
        type: b2
      - id: has_no_invd
        -orig-id: XEN_X86_FEATURE_NO_INVD
        -since: '4.21'
        type: b1
      - id: has_movrs
        -orig-id: XEN_X86_FEATURE_MOVRS
        -since: '4.23'
        type: b1
  features_e21a:
    doc: 'Word 11 of a featureset: CPUID leaf 0x80000021, EAX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_no_nest_bp ? "no_nest_bp " : "") + (has_fs_gs_ns ? "fs_gs_ns " : "") + (has_lfence_dispatch ? "lfence_dispatch " : "") + (has_verw_clear ? "verw_clear " : "") + (has_nscb ? "nscb " : "") + (has_auto_ibrs ? "auto_ibrs " : "") + (has_amd_fsrs ? "amd_fsrs " : "") + (has_amd_fsrc ? "amd_fsrc " : "") + (has_cpuid_user_dis ? "cpuid_user_dis " : "") + (has_epsf ? "epsf " : "") + (has_fsrsc ? "fsrsc " : "") + (has_amd_prefetchi ? "amd_prefetchi " : "") + (has_avx512_bmm ? "avx512_bmm " : "") + (has_sbpb ? "sbpb " : "") + (has_ibpb_brtype ? "ibpb_brtype " : "") + (has_srso_no ? "srso_no " : "") + (has_srso_us_no ? "srso_us_no " : "") + (has_srso_msr_fix ? "srso_msr_fix " : "")'
    seq:
      - id: has_no_nest_bp
        -orig-id: XEN_X86_FEATURE_NO_NEST_BP
        -since: '4.19'
        type: b1
      - id: has_fs_gs_ns
        -orig-id: XEN_X86_FEATURE_FS_GS_NS
        -since: '4.19'
        type: b1
      - id: has_lfence_dispatch
        -orig-id: XEN_X86_FEATURE_LFENCE_DISPATCH
        -since: 4.14.5, 4.15.3, 4.16
        type: b1
      - id: reserved1
        type: b2
      - id: has_verw_clear
        -orig-id: XEN_X86_FEATURE_VERW_CLEAR
        -since: 4.17.6, 4.18.6, 4.19.3, 4.20.1, 4.21
        type: b1
      - id: has_nscb
        -orig-id: XEN_X86_FEATURE_NSCB
        -since: '4.16'
        type: b1
      - id: reserved2
        type: b1
      - id: has_auto_ibrs
        -orig-id: XEN_X86_FEATURE_AUTO_IBRS
        -since: 4.17.3, 4.18
        type: b1
      - id: reserved3
        type: b1
      - id: has_amd_fsrs
        -orig-id: XEN_X86_FEATURE_AMD_FSRS
        -since: '4.19'
        type: b1
      - id: has_amd_fsrc
        -orig-id: XEN_X86_FEATURE_AMD_FSRC
        -since: '4.19'
        type: b1
      - id: reserved4
        type: b5
      - id: has_cpuid_user_dis
        -orig-id: XEN_X86_FEATURE_CPUID_USER_DIS
        -since: '4.18'
        type: b1
      - id: has_epsf
        -orig-id: XEN_X86_FEATURE_EPSF
        -since: '4.19'
        type: b1
      - id: has_fsrsc
        -orig-id: XEN_X86_FEATURE_FSRSC
        -since: '4.19'
        type: b1
      - id: has_amd_prefetchi
        -orig-id: XEN_X86_FEATURE_AMD_PREFETCHI
        -since: '4.19'
        type: b1
      - id: reserved5
        type: b2
      - id: has_avx512_bmm
        -orig-id: XEN_X86_FEATURE_AVX512_BMM
        -since: '4.22'
        type: b1
      - id: reserved6
        type: b3
      - id: has_sbpb
        -orig-id: XEN_X86_FEATURE_SBPB
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_ibpb_brtype
        -orig-id: XEN_X86_FEATURE_IBPB_BRTYPE
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_srso_no
        -orig-id: XEN_X86_FEATURE_SRSO_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_srso_us_no
        -orig-id: XEN_X86_FEATURE_SRSO_US_NO
        -since: 4.17.7, 4.18.5, 4.19.2, 4.20
        type: b1
      - id: has_srso_msr_fix
        -orig-id: XEN_X86_FEATURE_SRSO_MSR_FIX
        -since: 4.17.7, 4.18.5, 4.19.2, 4.20
        type: b1
  features_7b1:
    doc: 'Word 12 of a featureset: CPUID leaf 0x7, subleaf 1, EBX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_intel_ppin ? "intel_ppin " : "")'
    seq:
      - id: has_intel_ppin
        -orig-id: XEN_X86_FEATURE_INTEL_PPIN
        -since: '4.17'
        type: b1
      - id: reserved1
        type: b31
  features_7d2:
    doc: 'Word 13 of a featureset: CPUID leaf 0x7, subleaf 2, EDX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_intel_psfd ? "intel_psfd " : "") + (has_ipred_ctrl ? "ipred_ctrl " : "") + (has_rrsba_ctrl ? "rrsba_ctrl " : "") + (has_ddp_ctrl ? "ddp_ctrl " : "") + (has_bhi_ctrl ? "bhi_ctrl " : "") + (has_mcdt_no ? "mcdt_no " : "") + (has_uc_lock_dis ? "uc_lock_dis " : "")'
    seq:
      - id: has_intel_psfd
        -orig-id: XEN_X86_FEATURE_INTEL_PSFD
        -since: 4.14.5, 4.15.3, 4.16.1, 4.17
        type: b1
      - id: has_ipred_ctrl
        -orig-id: XEN_X86_FEATURE_IPRED_CTRL
        -since: 4.15.6, 4.16.6, 4.17
        type: b1
      - id: has_rrsba_ctrl
        -orig-id: XEN_X86_FEATURE_RRSBA_CTRL
        -since: 4.15.6, 4.16.6, 4.17
        type: b1
      - id: has_ddp_ctrl
        -orig-id: XEN_X86_FEATURE_DDP_CTRL
        -since: '4.18'
        type: b1
      - id: has_bhi_ctrl
        -orig-id: XEN_X86_FEATURE_BHI_CTRL
        -since: 4.15.6, 4.16.6, 4.17
        type: b1
      - id: has_mcdt_no
        -orig-id: XEN_X86_FEATURE_MCDT_NO
        -since: '4.17'
        type: b1
      - id: has_uc_lock_dis
        -orig-id: XEN_X86_FEATURE_UC_LOCK_DIS
        -since: '4.21'
        type: b1
      - id: reserved1
        type: b25
  features_7c1:
    doc: 'Word 14 of a featureset: CPUID leaf 0x7, subleaf 1, ECX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    seq:
      - id: reserved1
        type: b32
  features_7d1:
    doc: 'Word 15 of a featureset: CPUID leaf 0x7, subleaf 1, EDX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_avx_vnni_int8 ? "avx_vnni_int8 " : "") + (has_avx_ne_convert ? "avx_ne_convert " : "") + (has_amx_complex ? "amx_complex " : "") + (has_avx_vnni_int16 ? "avx_vnni_int16 " : "") + (has_prefetchi ? "prefetchi " : "") + (has_uiret_uif ? "uiret_uif " : "") + (has_cet_sss ? "cet_sss " : "") + (has_slsm ? "slsm " : "")'
    seq:
      - id: reserved1
        type: b4
      - id: has_avx_vnni_int8
        -orig-id: XEN_X86_FEATURE_AVX_VNNI_INT8
        -since: '4.18'
        type: b1
      - id: has_avx_ne_convert
        -orig-id: XEN_X86_FEATURE_AVX_NE_CONVERT
        -since: '4.18'
        type: b1
      - id: reserved2
        type: b2
      - id: has_amx_complex
        -orig-id: XEN_X86_FEATURE_AMX_COMPLEX
        -since: '4.20'
        type: b1
      - id: reserved3
        type: b1
      - id: has_avx_vnni_int16
        -orig-id: XEN_X86_FEATURE_AVX_VNNI_INT16
        -since: '4.19'
        type: b1
      - id: reserved4
        type: b3
      - id: has_prefetchi
        -orig-id: XEN_X86_FEATURE_PREFETCHI
        -since: '4.19'
        type: b1
      - id: reserved5
        type: b2
      - id: has_uiret_uif
        -orig-id: XEN_X86_FEATURE_UIRET_UIF
        -since: '4.21'
        type: b1
      - id: has_cet_sss
        -orig-id: XEN_X86_FEATURE_CET_SSS
        -since: 4.16.4, 4.17.1, 4.18
        type: b1
      - id: reserved6
        type: b5
      - id: has_slsm
        -orig-id: XEN_X86_FEATURE_SLSM
        -since: '4.21'
        type: b1
      - id: reserved7
        type: b7
  features_m10al:
    doc: 'Word 16 of a featureset: bits 0 to 31 of MSR 0x10a.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_rdcl_no ? "rdcl_no " : "") + (has_eibrs ? "eibrs " : "") + (has_rsba ? "rsba " : "") + (has_skip_l1dfl ? "skip_l1dfl " : "") + (has_intel_ssb_no ? "intel_ssb_no " : "") + (has_mds_no ? "mds_no " : "") + (has_if_pschange_mc_no ? "if_pschange_mc_no " : "") + (has_tsx_ctrl ? "tsx_ctrl " : "") + (has_taa_no ? "taa_no " : "") + (has_mcu_ctrl ? "mcu_ctrl " : "") + (has_misc_pkg_ctrl ? "misc_pkg_ctrl " : "") + (has_energy_filtering ? "energy_filtering " : "") + (has_doitm ? "doitm " : "") + (has_sbdr_ssdp_no ? "sbdr_ssdp_no " : "") + (has_fbsdp_no ? "fbsdp_no " : "") + (has_psdp_no ? "psdp_no " : "") + (has_mcu_ext ? "mcu_ext " : "") + (has_fb_clear ? "fb_clear " : "") + (has_fb_clear_ctrl ? "fb_clear_ctrl " : "") + (has_rrsba ? "rrsba " : "") + (has_bhi_no ? "bhi_no " : "") + (has_xapic_status ? "xapic_status " : "") + (has_ovrclk_status ? "ovrclk_status " : "") + (has_pbrsb_no ? "pbrsb_no " : "") + (has_gds_ctrl ? "gds_ctrl " : "") + (has_gds_no ? "gds_no " : "") + (has_rfds_no ? "rfds_no " : "") + (has_rfds_clear ? "rfds_clear " : "") + (has_ign_umonitor ? "ign_umonitor " : "") + (has_mon_umon_mitg ? "mon_umon_mitg " : "")'
    seq:
      - id: has_rdcl_no
        -orig-id: XEN_X86_FEATURE_RDCL_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_eibrs
        -orig-id: XEN_X86_FEATURE_EIBRS
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_rsba
        -orig-id: XEN_X86_FEATURE_RSBA
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_skip_l1dfl
        -orig-id: XEN_X86_FEATURE_SKIP_L1DFL
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_intel_ssb_no
        -orig-id: XEN_X86_FEATURE_INTEL_SSB_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_mds_no
        -orig-id: XEN_X86_FEATURE_MDS_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_if_pschange_mc_no
        -orig-id: XEN_X86_FEATURE_IF_PSCHANGE_MC_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_tsx_ctrl
        -orig-id: XEN_X86_FEATURE_TSX_CTRL
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_taa_no
        -orig-id: XEN_X86_FEATURE_TAA_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_mcu_ctrl
        -orig-id: XEN_X86_FEATURE_MCU_CTRL
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_misc_pkg_ctrl
        -orig-id: XEN_X86_FEATURE_MISC_PKG_CTRL
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_energy_filtering
        -orig-id: XEN_X86_FEATURE_ENERGY_FILTERING
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_doitm
        -orig-id: XEN_X86_FEATURE_DOITM
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_sbdr_ssdp_no
        -orig-id: XEN_X86_FEATURE_SBDR_SSDP_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_fbsdp_no
        -orig-id: XEN_X86_FEATURE_FBSDP_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_psdp_no
        -orig-id: XEN_X86_FEATURE_PSDP_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_mcu_ext
        -orig-id: XEN_X86_FEATURE_MCU_EXT
        -since: '4.21'
        type: b1
      - id: has_fb_clear
        -orig-id: XEN_X86_FEATURE_FB_CLEAR
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_fb_clear_ctrl
        -orig-id: XEN_X86_FEATURE_FB_CLEAR_CTRL
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_rrsba
        -orig-id: XEN_X86_FEATURE_RRSBA
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_bhi_no
        -orig-id: XEN_X86_FEATURE_BHI_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_xapic_status
        -orig-id: XEN_X86_FEATURE_XAPIC_STATUS
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: reserved1
        type: b1
      - id: has_ovrclk_status
        -orig-id: XEN_X86_FEATURE_OVRCLK_STATUS
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_pbrsb_no
        -orig-id: XEN_X86_FEATURE_PBRSB_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_gds_ctrl
        -orig-id: XEN_X86_FEATURE_GDS_CTRL
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_gds_no
        -orig-id: XEN_X86_FEATURE_GDS_NO
        -since: 4.14.6, 4.15.5, 4.16.5, 4.17.2, 4.18
        type: b1
      - id: has_rfds_no
        -orig-id: XEN_X86_FEATURE_RFDS_NO
        -since: 4.15.6, 4.16.6, 4.17.4, 4.18.1, 4.19
        type: b1
      - id: has_rfds_clear
        -orig-id: XEN_X86_FEATURE_RFDS_CLEAR
        -since: 4.15.6, 4.16.6, 4.17.4, 4.18.1, 4.19
        type: b1
      - id: has_ign_umonitor
        -orig-id: XEN_X86_FEATURE_IGN_UMONITOR
        -since: '4.21'
        type: b1
      - id: has_mon_umon_mitg
        -orig-id: XEN_X86_FEATURE_MON_UMON_MITG
        -since: '4.21'
        type: b1
      - id: reserved2
        type: b1
  features_m10ah:
    doc: 'Word 17 of a featureset: bits 32 to 63 of MSR 0x10a.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_pb_opt_ctrl ? "pb_opt_ctrl " : "") + (has_its_no ? "its_no " : "")'
    seq:
      - id: has_pb_opt_ctrl
        -orig-id: XEN_X86_FEATURE_PB_OPT_CTRL
        -since: 4.18.5, 4.19.3, 4.20.1, 4.21
        type: b1
      - id: reserved1
        type: b29
      - id: has_its_no
        -orig-id: XEN_X86_FEATURE_ITS_NO
        -since: 4.17.6, 4.18.5, 4.19.3, 4.20.1, 4.21
        type: b1
      - id: reserved2
        type: b1
  features_e21c:
    doc: 'Word 18 of a featureset: CPUID leaf 0x80000021, ECX.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/cpufeatureset.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_tsa_sq_no ? "tsa_sq_no " : "") + (has_tsa_l1_no ? "tsa_l1_no " : "")'
    seq:
      - id: reserved1
        type: b1
      - id: has_tsa_sq_no
        -orig-id: XEN_X86_FEATURE_TSA_SQ_NO
        -since: 4.17.6, 4.18.6, 4.19.3, 4.20.1, 4.21
        type: b1
      - id: has_tsa_l1_no
        -orig-id: XEN_X86_FEATURE_TSA_L1_NO
        -since: 4.17.6, 4.18.6, 4.19.3, 4.20.1, 4.21
        type: b1
      - id: reserved2
        type: b29
  exact_u8:
    meta:
      endian:
        switch-on: is_le
        cases:
          true: le
          false: be
    doc: 64 bits, exact where the Web IDE would round them.
    -webide-representation: '{text}'
    params:
      - id: is_le
        type: bool
    seq:
      - id: word0
        type: u4
      - id: word1
        type: u4
    instances:
      low:
        value: 'is_le ? word0 : word1'
      high:
        value: 'is_le ? word1 : word0'
      text:
        value: '"0x" + "0123456789abcdef".substring(((high >> 28) & 0xf), ((high >> 28) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 24) & 0xf), ((high >> 24) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 20) & 0xf), ((high >> 20) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 16) & 0xf), ((high >> 16) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 12) & 0xf), ((high >> 12) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 8) & 0xf), ((high >> 8) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 4) & 0xf), ((high >> 4) & 0xf) + 1) + "0123456789abcdef".substring(((high >> 0) & 0xf), ((high >> 0) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 28) & 0xf), ((low >> 28) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 24) & 0xf), ((low >> 24) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 20) & 0xf), ((low >> 20) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 16) & 0xf), ((low >> 16) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 12) & 0xf), ((low >> 12) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 8) & 0xf), ((low >> 8) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 4) & 0xf), ((low >> 4) & 0xf) + 1) + "0123456789abcdef".substring(((low >> 0) & 0xf), ((low >> 0) & 0xf) + 1)'

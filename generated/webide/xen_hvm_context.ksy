# Generated from spec/xen_hvm_context.ksy and what it imports (x86_cpu_features, x86_xsave_area, xen_cpu_policy, xen_hvm_states)
# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.
meta:
  id: xen_hvm_context
  title: HVM save image of Xen (HVM_CONTEXT)
  application: Xen
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  endian: le
-orig-id:
  - HVM_CONTEXT
  - hvm_ctx
doc: |
  The state of an HVM or PVH domain's vcpus and of the devices that Xen itself
  emulates, as XEN_DOMCTL_gethvmcontext gives it: entries up to the one of type
  END. The first is HEADER, whose first word is HVM_FILE_MAGIC, 0x54381286. All
  integers are little-endian, whatever the endianness of the stream around it:
  they are an x86 processor's and Xen's on it.

  Nothing is parsed before `entries` is read, and what is in an entry not before
  its `state` is, so that a state which is cut breaks itself alone.
doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
-webide-representation: '{size_text}'
instances:
  size_text:
    value: _io.size.to_s + " octets"
    doc: How long it is.
  entries:
    -orig-id: hvm_ctx
    pos: 0
    type: hvm_save_entry
    repeat: until
    repeat-until: _.header.save_code == hvm_save_code::end
types:
  hvm_save_entry:
    doc: One entry of an HVM save image.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
    -webide-representation: '{header}'
    -key: '{header.save_code}[{header.instance:dec}]'
    seq:
      - id: header
        -orig-id: hvm_save_descriptor
        type: hvm_save_descriptor
      - id: octets
        size: header.len_body
        type: xen_hvm_states
        doc: The octets of a struct of public/arch-x86/hvm/save.h.
    instances:
      state:
        io: octets._io
        pos: 0
        type:
          switch-on: header.save_code
          cases:
            'hvm_save_code::header': xen_hvm_states::hvm_header
            'hvm_save_code::cpu': xen_hvm_states::hvm_cpu
            'hvm_save_code::pic': xen_hvm_states::hvm_pic
            'hvm_save_code::ioapic': xen_hvm_states::hvm_ioapic
            'hvm_save_code::lapic': xen_hvm_states::hvm_lapic
            'hvm_save_code::lapic_regs': xen_hvm_states::hvm_lapic_regs
            'hvm_save_code::pci_irq': xen_hvm_states::hvm_pci_irqs
            'hvm_save_code::isa_irq': xen_hvm_states::hvm_isa_irqs
            'hvm_save_code::pci_link': xen_hvm_states::hvm_pci_links
            'hvm_save_code::pit': xen_hvm_states::hvm_pit
            'hvm_save_code::rtc': xen_hvm_states::hvm_rtc
            'hvm_save_code::hpet': xen_hvm_states::hvm_hpet
            'hvm_save_code::pmtimer': xen_hvm_states::hvm_pmtimer
            'hvm_save_code::mtrr': xen_hvm_states::hvm_mtrr
            'hvm_save_code::viridian_domain': xen_hvm_states::hvm_viridian_domain
            'hvm_save_code::cpu_xsave': xen_hvm_states::hvm_cpu_xsave
            'hvm_save_code::viridian_vcpu': xen_hvm_states::hvm_viridian_vcpu
            'hvm_save_code::vmce_vcpu': xen_hvm_states::hvm_vmce_vcpu
            'hvm_save_code::tsc_adjust': xen_hvm_states::hvm_tsc_adjust
            'hvm_save_code::cpu_msr': xen_hvm_states::hvm_cpu_msrs
            _: xen_hvm_states
        doc: What `octets` say, read when it is asked for.
  hvm_save_descriptor:
    -orig-id: hvm_save_descriptor
    -radix: 10
    doc: What an entry of an HVM save image is, and how long.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/hvm/save.h
    -webide-representation: '{save_code} {instance:dec}, {len_body:dec} octets'
    seq:
      - id: typecode
        -orig-id: typecode
        type: u2
        doc: The number of `save_code`.
      - id: instance
        -orig-id: instance
        type: u2
        doc: The vcpu, or the number of the device.
      - id: len_body
        -orig-id: length
        type: u4
        doc: Octets of state after this header; nothing pads them.
    instances:
      save_code:
        value: typecode
        enum: hvm_save_code
        -webide-parse-mode: eager
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
  x86_cpu_features:
    meta:
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
  x86_xsave_area:
    meta:
      endian: le
      bit-endian: le
    -orig-id:
      - xsave_struct
      - save_area
    doc: |
      The state of a processor's FPU and its like, as XSAVE stores it in the
      standard (not the compacted) format. All integers are little-endian, whatever
      the endianness of the stream around it: they are an x86 processor's and Xen's
      on it.

      The first 576 octets are the same on every processor, and so is AVX's
      component after them. Where a further one lies is told by the CPUID leaf 0xd
      of that processor: subleaf n says the octets (EAX) and the offset (EBX) of
      component n. In a libxc stream that is the X86_CPUID_POLICY record. The types
      `component_…` say what is in one, and `xstate_set` which number each has.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
    -webide-representation: '{header}'
    instances:
      fxsave:
        -orig-id: fpu_sse
        pos: 0
        size: 512
        type: fxsave_area
        doc: x87 and SSE, components 0 and 1.
      header:
        -orig-id: xsave_hdr
        pos: 512
        size: 64
        type: xsave_header
      ymm_highs:
        -orig-id: XSTATE_YMM
        pos: 576
        type: vector_register
        repeat: expr
        repeat-expr: 16
        if: _io.size.as<u8> >= (832).as<u8>
        doc: The upper halves of the AVX registers, component 2.
      data:
        pos: 0
        size-eos: true
        doc: All of it as octets.
      components:
        pos: 832
        size-eos: true
        type: xsave_components
        if: _io.size.as<u8> > (832).as<u8>
        doc: Components 3 and up, where the processor has them.
    types:
      xstate_set:
        doc: 'A set of components, as XCR0 and XSAVE''s header have it: a bit each.'
        doc-ref:
          - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
          - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
        -webide-representation: '{names}'
        instances:
          names:
            value: '(has_x87 ? "x87 " : "") + (has_sse ? "sse " : "") + (has_ymm ? "ymm " : "") + (has_bndregs ? "bndregs " : "") + (has_bndcsr ? "bndcsr " : "") + (has_opmask ? "opmask " : "") + (has_zmm ? "zmm " : "") + (has_hi_zmm ? "hi_zmm " : "") + (has_proc_trace ? "proc_trace " : "") + (has_pkru ? "pkru " : "") + (has_cet_u ? "cet_u " : "") + (has_cet_s ? "cet_s " : "") + (has_tile_cfg ? "tile_cfg " : "") + (has_tile_data ? "tile_data " : "") + (has_lwp ? "lwp " : "")'
        seq:
          - id: has_x87
            -orig-id: X86_XCR0_X87
            type: b1
          - id: has_sse
            -orig-id: X86_XCR0_SSE
            type: b1
          - id: has_ymm
            -orig-id: X86_XCR0_YMM
            type: b1
          - id: has_bndregs
            -orig-id: X86_XCR0_BNDREGS
            type: b1
          - id: has_bndcsr
            -orig-id: X86_XCR0_BNDCSR
            type: b1
          - id: has_opmask
            -orig-id: X86_XCR0_OPMASK
            type: b1
          - id: has_zmm
            -orig-id: X86_XCR0_ZMM
            type: b1
          - id: has_hi_zmm
            -orig-id: X86_XCR0_HI_ZMM
            type: b1
          - id: has_proc_trace
            -orig-id: X86_XSS_PROC_TRACE
            type: b1
          - id: has_pkru
            -orig-id: X86_XCR0_PKRU
            type: b1
          - id: reserved1
            type: b1
          - id: has_cet_u
            -orig-id: X86_XSS_CET_U
            type: b1
          - id: has_cet_s
            -orig-id: X86_XSS_CET_S
            type: b1
          - id: reserved2
            type: b4
          - id: has_tile_cfg
            -orig-id: X86_XCR0_TILE_CFG
            type: b1
          - id: has_tile_data
            -orig-id: X86_XCR0_TILE_DATA
            type: b1
          - id: reserved3
            type: b13
          - id: reserved4
            type: b30
          - id: has_lwp
            -orig-id: X86_XCR0_LWP
            type: b1
          - id: reserved5
            type: b1
      xsave_components:
        doc: Components whose places the processor's CPUID leaf 0xd tells.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        instances:
          data:
            pos: 0
            size-eos: true
      fxsave_area:
        -orig-id:
          - fpu_sse
          - fpu_regs
          - fpu_ctxt
        doc: |
          The 512 octets of FXSAVE64, with which an XSAVE area begins. What the
          64-bit format has as one address, the 32-bit format has as an offset of 32
          bits and a selector of 16.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        seq:
          - id: fcw
            -orig-id: fcw
            type: u2
            doc: x87's control word.
          - id: fsw
            -orig-id: fsw
            type: u2
            doc: x87's status word.
          - id: ftw
            -orig-id: ftw
            type: u1
            doc: |
              x87's tag word, abridged: a bit a register, set where it is in use.
          - id: reserved1
            -orig-id: rsvd1
            type: u1
          - id: fop
            -orig-id: fop
            type: u2
            doc: The last x87 instruction's opcode.
          - id: fip
            -orig-id: fip
            type: exact_u8(true)
            doc: The last x87 instruction's address.
          - id: fdp
            -orig-id: fdp
            type: exact_u8(true)
            doc: The address of its operand.
          - id: mxcsr
            -orig-id: mxcsr
            type: u4
            doc: SSE's control and status.
          - id: mxcsr_mask
            -orig-id: mxcsr_mask
            type: u4
            doc: Which bits of `mxcsr` the processor has.
          - id: x87_registers
            -orig-id: ST0-ST7
            type: x87_register
            repeat: expr
            repeat-expr: 8
            doc: From the top of x87's stack on.
          - id: xmm_registers
            -orig-id: XMM0-XMM15
            type: vector_register
            repeat: expr
            repeat-expr: 16
          - id: reserved2
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 6
          - id: available_words
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 5
            doc: For software.
          - id: available_octets
            type: u1
            repeat: expr
            repeat-expr: 7
            doc: For software.
          - id: fip_width
            -orig-id: FPU_WORD_SIZE_OFFSET
            -radix: 10
            type: u1
            doc: |
              What Xen keeps there: how many octets of `fip` and `fdp` count, 8, 4
              or 2; 0 if nothing tells.
      x87_register:
        doc: |
          An x87 register of 80 bits in 16 octets. An MMX register is its mantissa.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        -webide-representation: '{exponent}:{mantissa}'
        seq:
          - id: mantissa
            type: exact_u8(true)
            doc: Bits 0 to 63.
          - id: exponent
            type: u2
            doc: 'Bits 64 to 79: 15 of exponent, and the sign.'
          - id: reserved1
            type: u2
            repeat: expr
            repeat-expr: 3
      vector_register:
        doc: '128 bits: an SSE register, or a piece of a longer one.'
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        -webide-representation: '{high}:{low}'
        seq:
          - id: low
            type: exact_u8(true)
          - id: high
            type: exact_u8(true)
      xsave_header:
        -orig-id: xsave_hdr
        doc: |
          Which components are there. Before Xen 4.7 only the first word was told
          apart.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        -webide-representation: 'xstate_bv {xstate_bv}'
        seq:
          - id: xstate_bv
            -orig-id: xstate_bv
            type: exact_u8(true)
            doc: |
              A bit a component, set where it is not in its initial configuration.
          - id: xcomp_bv
            -orig-id: xcomp_bv
            -since: '4.7'
            type: exact_u8(true)
            doc: 'Bit 63 stands for the compacted format, which no stream has: 0.'
          - id: reserved1
            -orig-id: reserved
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 6
        instances:
          components:
            -orig-id: xstate_bv
            pos: 0
            type: xstate_set
            doc: The bits of `xstate_bv`.
      component_bndregs:
        doc: MPX's bound registers, component 3.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        seq:
          - id: bounds
            -orig-id: BND0-BND3
            type: bound_register
            repeat: expr
            repeat-expr: 4
      bound_register:
        doc: A lower and an upper bound.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        -webide-representation: '{lower} to {upper}'
        seq:
          - id: lower
            type: exact_u8(true)
          - id: upper
            type: exact_u8(true)
            doc: In one's complement.
      component_bndcsr:
        -orig-id: xstate_bndcsr
        doc: MPX's configuration and status, component 4.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        seq:
          - id: bndcfgu
            -orig-id: bndcfgu
            type: exact_u8(true)
          - id: bndstatus
            -orig-id: bndstatus
            type: exact_u8(true)
      component_opmask:
        doc: AVX-512's mask registers, component 5.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        seq:
          - id: masks
            -orig-id: K0-K7
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 8
      component_zmm:
        doc: The upper halves of ZMM0 to ZMM15, component 6.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        seq:
          - id: zmm_highs
            -orig-id: ZMM0-ZMM15
            type: zmm_high
            repeat: expr
            repeat-expr: 16
      zmm_high:
        doc: Bits 256 to 511 of an AVX-512 register.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        seq:
          - id: words
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 4
            doc: The lowest bits first.
      component_hi_zmm:
        doc: ZMM16 to ZMM31, component 7.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        seq:
          - id: zmms
            -orig-id: ZMM16-ZMM31
            type: zmm_register
            repeat: expr
            repeat-expr: 16
      zmm_register:
        doc: A whole AVX-512 register.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        seq:
          - id: words
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 8
            doc: The lowest bits first.
      component_pkru:
        doc: The rights of protection keys, component 9.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        seq:
          - id: pkru
            -orig-id: PKRU
            type: u4
            doc: 'Two bits a key: access disable, write disable.'
          - id: reserved1
            type: u4
      component_tile_cfg:
        doc: AMX's configuration of tiles, component 17.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        seq:
          - id: palette
            -radix: 10
            type: u1
          - id: start_row
            -radix: 10
            type: u1
          - id: reserved1
            type: u1
            repeat: expr
            repeat-expr: 14
          - id: row_lengths
            -orig-id: colsb
            -radix: 10
            type: u2
            repeat: expr
            repeat-expr: 16
            doc: Octets in a row of each tile.
          - id: num_rows_of_tiles
            -orig-id: rows
            -radix: 10
            type: u1
            repeat: expr
            repeat-expr: 16
            doc: Rows of each tile.
      component_tile_data:
        doc: AMX's eight tiles, component 18.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/xstate.h
        instances:
          tiles:
            -orig-id: TMM0-TMM7
            pos: 0
            size: 1024
            type: xsave_components
            repeat: eos
  xen_cpu_policy:
    meta:
      endian: le
    -orig-id: CPUID_policy
    doc: |
      The CPUID leaves that a domain sees, as XEN_DOMCTL_get_cpu_policy gives them,
      one after the other. MSRs are listed the same way: see `msr_list`. All
      integers are little-endian, whatever the endianness of the stream around it:
      they are an x86 processor's and Xen's on it.
    doc-ref:
      - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
      - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/domctl.h
    -webide-representation: '{size_text}'
    instances:
      size_text:
        value: _io.size.to_s + " octets"
        doc: How long it is.
      leaves:
        -orig-id: CPUID_policy
        pos: 0
        size: 24
        type: cpuid_leaf
        repeat: eos
    types:
      msr_list:
        -orig-id: MSR_policy
        doc: |
          The MSRs that a domain is told what its processor can do by, as
          XEN_DOMCTL_get_cpu_policy gives them, or those of a PV vcpu, as
          XEN_DOMCTL_get_vcpu_msrs does. Nothing is parsed before `msrs` is read.
        doc-ref:
          - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
          - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/domctl.h
        -webide-representation: '{size_text}'
        instances:
          size_text:
            value: _io.size.to_s + " octets"
            doc: How long it is.
          msrs:
            -orig-id:
              - MSR_policy
              - msrs
            pos: 0
            size: 16
            type: msr_entry
            repeat: eos
      cpuid_leaf:
        -orig-id:
          - xen_cpuid_leaf
          - xen_cpuid_leaf_t
        doc: What CPUID answers for one leaf, or for one subleaf of it.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
        -webide-representation: '{leaf}, {subleaf_text}: {eax} {ebx} {ecx} {edx}'
        -key: '{leaf}.{subleaf}'
        seq:
          - id: leaf
            -orig-id: leaf
            type: u4
            doc: EAX, as the instruction is given it.
          - id: subleaf
            -orig-id:
              - subleaf
              - XEN_CPUID_NO_SUBLEAF
            type: u4
            doc: |
              ECX, as the instruction is given it; 0xffffffff (XEN_CPUID_NO_SUBLEAF)
              stands for no subleaf: the leaf has none.
          - id: eax
            -orig-id: a
            type: u4
          - id: ebx
            -orig-id: b
            type: u4
          - id: ecx
            -orig-id: c
            type: u4
          - id: edx
            -orig-id: d
            type: u4
        instances:
          subleaf_text:
            value: 'has_subleaf ? "subleaf " + subleaf.to_s : "no subleaf"'
            doc: Which subleaf.
          cpuid_index:
            value: leaf
            enum: cpuid_index
            -webide-parse-mode: eager
            doc: Its name, below 0x80000000.
          extended_cpuid_index:
            value: (leaf & 0x7fffffff).as<u4>
            enum: extended_cpuid_index
            if: leaf.as<u4> >= (0x80000000).as<u4>
            -webide-parse-mode: eager
            doc: |
              Its name, from 0x80000000 on: enums of some languages hold no larger
              numbers than 31 bits.
          has_subleaf:
            -orig-id: XEN_CPUID_NO_SUBLEAF
            value: subleaf.as<u4> != (0xffffffff).as<u4>
            doc: Whether the leaf has any.
          features_1d:
            -orig-id: FEATURESET_1d
            pos: 20
            type: x86_cpu_features::features_1d
            if: leaf.as<u4> == (0x1).as<u4>
            doc: The bits of `edx`.
          features_1c:
            -orig-id: FEATURESET_1c
            pos: 16
            type: x86_cpu_features::features_1c
            if: leaf.as<u4> == (0x1).as<u4>
            doc: The bits of `ecx`.
          features_e1d:
            -orig-id: FEATURESET_e1d
            pos: 20
            type: x86_cpu_features::features_e1d
            if: leaf.as<u4> == (0x80000001).as<u4>
            doc: The bits of `edx`.
          features_e1c:
            -orig-id: FEATURESET_e1c
            pos: 16
            type: x86_cpu_features::features_e1c
            if: leaf.as<u4> == (0x80000001).as<u4>
            doc: The bits of `ecx`.
          features_da1:
            -orig-id: FEATURESET_da1
            pos: 8
            type: x86_cpu_features::features_da1
            if: leaf.as<u4> == (0xd).as<u4> and subleaf.as<u4> == (1).as<u4>
            doc: The bits of `eax`.
          features_7b0:
            -orig-id: FEATURESET_7b0
            pos: 12
            type: x86_cpu_features::features_7b0
            if: leaf.as<u4> == (0x7).as<u4> and subleaf.as<u4> == (0).as<u4>
            doc: The bits of `ebx`.
          features_7c0:
            -orig-id: FEATURESET_7c0
            pos: 16
            type: x86_cpu_features::features_7c0
            if: leaf.as<u4> == (0x7).as<u4> and subleaf.as<u4> == (0).as<u4>
            doc: The bits of `ecx`.
          features_e7d:
            -orig-id: FEATURESET_e7d
            pos: 20
            type: x86_cpu_features::features_e7d
            if: leaf.as<u4> == (0x80000007).as<u4>
            doc: The bits of `edx`.
          features_e8b:
            -orig-id: FEATURESET_e8b
            pos: 12
            type: x86_cpu_features::features_e8b
            if: leaf.as<u4> == (0x80000008).as<u4>
            doc: The bits of `ebx`.
          features_7d0:
            -orig-id: FEATURESET_7d0
            pos: 20
            type: x86_cpu_features::features_7d0
            if: leaf.as<u4> == (0x7).as<u4> and subleaf.as<u4> == (0).as<u4>
            doc: The bits of `edx`.
          features_7a1:
            -orig-id: FEATURESET_7a1
            pos: 8
            type: x86_cpu_features::features_7a1
            if: leaf.as<u4> == (0x7).as<u4> and subleaf.as<u4> == (1).as<u4>
            doc: The bits of `eax`.
          features_e21a:
            -orig-id: FEATURESET_e21a
            pos: 8
            type: x86_cpu_features::features_e21a
            if: leaf.as<u4> == (0x80000021).as<u4>
            doc: The bits of `eax`.
          features_7b1:
            -orig-id: FEATURESET_7b1
            pos: 12
            type: x86_cpu_features::features_7b1
            if: leaf.as<u4> == (0x7).as<u4> and subleaf.as<u4> == (1).as<u4>
            doc: The bits of `ebx`.
          features_7d2:
            -orig-id: FEATURESET_7d2
            pos: 20
            type: x86_cpu_features::features_7d2
            if: leaf.as<u4> == (0x7).as<u4> and subleaf.as<u4> == (2).as<u4>
            doc: The bits of `edx`.
          features_7c1:
            -orig-id: FEATURESET_7c1
            pos: 16
            type: x86_cpu_features::features_7c1
            if: leaf.as<u4> == (0x7).as<u4> and subleaf.as<u4> == (1).as<u4>
            doc: The bits of `ecx`.
          features_7d1:
            -orig-id: FEATURESET_7d1
            pos: 20
            type: x86_cpu_features::features_7d1
            if: leaf.as<u4> == (0x7).as<u4> and subleaf.as<u4> == (1).as<u4>
            doc: The bits of `edx`.
          features_e21c:
            -orig-id: FEATURESET_e21c
            pos: 16
            type: x86_cpu_features::features_e21c
            if: leaf.as<u4> == (0x80000021).as<u4>
            doc: The bits of `ecx`.
      msr_entry:
        -orig-id:
          - xen_msr_entry
          - xen_msr_entry_t
          - xen_domctl_vcpu_msr
          - hvm_one_msr
        doc: |
          One model-specific register: of X86_MSR_POLICY, of X86_PV_VCPU_MSRS and of
          HVM_CONTEXT's CPU_MSR, which are alike.
        doc-ref:
          - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
          - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/domctl.h
          - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        -webide-representation: '{msr} {extended_msr} = {value}'
        -key: '{index}'
        seq:
          - id: index
            -orig-id:
              - idx
              - index
            type: u4
            doc: The number by which RDMSR reads it.
          - id: reserved1
            -orig-id:
              - flags
              - reserved
              - _rsvd
            type: u4
            doc: Reserved, 0.
          - id: value
            -orig-id:
              - val
              - value
            type: exact_u8(true)
        instances:
          msr:
            value: index
            enum: msr_index
            -webide-parse-mode: eager
            doc: Its name, below 0xc0000000.
          extended_msr:
            value: (index & 0x3fffffff).as<u4>
            enum: extended_msr_index
            if: index.as<u4> >= (0xc0000000).as<u4>
            -webide-parse-mode: eager
            doc: |
              Its name, from 0xc0000000 on: enums of some languages hold no larger
              numbers than 31 bits.
          features_m10al:
            -orig-id: FEATURESET_m10Al
            pos: 8
            type: x86_cpu_features::features_m10al
            if: index.as<u4> == (0x10a).as<u4>
            doc: Bits 0 to 31 of `value`.
          features_m10ah:
            -orig-id: FEATURESET_m10Ah
            pos: 12
            type: x86_cpu_features::features_m10ah
            if: index.as<u4> == (0x10a).as<u4>
            doc: Bits 32 to 63 of `value`.
    enums:
      cpuid_index:
        0x0:
          id: vendor
          doc: The highest leaf below 0x40000000, and the vendor as a text.
        0x1:
          id: signature
          doc: Family, model and stepping; features 1d and 1c.
        0x4:
          id: cache
          doc: A cache a subleaf, of Intel's.
        0x5:
          id: monitor
          doc: MONITOR and MWAIT.
        0x6:
          id: power
          doc: Temperature and power.
        0x7:
          id: features
          doc: The highest subleaf, and features 7b0, 7c0, 7d0 and on.
        0xa:
          id: performance
          doc: Performance counters.
        0xb:
          id: topology
          doc: A level of threads and cores a subleaf.
        0xd:
          id: xstate
          doc: |
            What XSAVE saves; of subleaf 2 and on the octets (EAX) and the offset
            (EBX) of that component.
        0x40000000:
          id: hypervisor
          doc: The highest leaf of the hypervisor, Xen or Viridian.
        0x40000100:
          id: hypervisor2
          doc: The highest leaf of Xen's, where Viridian's come first.
      extended_cpuid_index:
        0x0:
          id: vendor
          doc: The highest leaf from 0x80000000 on, and the vendor as a text.
        0x1:
          id: signature
          doc: Features e1d and e1c.
        0x2:
          id: brand1
          doc: The first 16 characters of the processor's name.
        0x3:
          id: brand2
          doc: Characters 16 to 31.
        0x4:
          id: brand3
          doc: Characters 32 to 47.
        0x5:
          id: l1_cache
          doc: The first caches, of AMD's.
        0x6:
          id: l2_cache
          doc: The second and third caches.
        0x7:
          id: power
          doc: Features e7d.
        0x8:
          id: addresses
          doc: The bits of an address; features e8b.
        0xa:
          id: svm
          doc: What AMD's virtualisation can do.
        0x1c:
          id: lwp
          doc: Lightweight profiling.
        0x21:
          id: features2
          doc: Features e21a and e21c.
      msr_index:
        0x48:
          id: spec_ctrl
          -orig-id: MSR_SPEC_CTRL
          -since: '4.7'
          doc: Speculation control.
        0xce:
          id: intel_platform_info
          -orig-id: MSR_INTEL_PLATFORM_INFO
          -since: '4.14'
          doc: |
            Platform information; bit 31: CPUID faulting can be had. In
            X86_MSR_POLICY.
        0x10a:
          id: arch_capabilities
          -orig-id: MSR_ARCH_CAPABILITIES
          -since: '4.18'
          doc: Architectural capabilities. In X86_MSR_POLICY.
        0x140:
          id: intel_misc_features_enables
          -orig-id: MSR_INTEL_MISC_FEATURES_ENABLES
          -since: '4.8'
          doc: 'Features enabled; bit 0: CPUID faulting.'
        0x6e1:
          id: pkrs
          -orig-id: MSR_PKRS
          -since: '4.18'
          doc: The rights of protection keys of the supervisor.
        0xd90:
          id: ia32_bndcfgs
          -orig-id: MSR_IA32_BNDCFGS
          -since: '4.6'
          doc: MPX's configuration of the supervisor.
        0xda0:
          id: xss
          -orig-id: MSR_XSS
          -since: '4.7'
          doc: Which components of the supervisor XSAVES saves.
      extended_msr_index:
        0x103:
          id: tsc_aux
          -orig-id: MSR_TSC_AUX
          -since: '4.12'
          doc: What RDTSCP gives beside the counter.
        0x1011f:
          id: virt_spec_ctrl
          -orig-id: MSR_VIRT_SPEC_CTRL
          -since: '4.17'
          doc: Speculation control of AMD's, for a guest.
        0x11019:
          id: amd64_dr1_address_mask
          -orig-id: MSR_AMD64_DR1_ADDRESS_MASK
          -since: '4.6'
          doc: Bits of DR1's address that do not count.
        0x1101a:
          id: amd64_dr2_address_mask
          -orig-id: MSR_AMD64_DR2_ADDRESS_MASK
          -since: '4.6'
          doc: Bits of DR2's address that do not count.
        0x1101b:
          id: amd64_dr3_address_mask
          -orig-id: MSR_AMD64_DR3_ADDRESS_MASK
          -since: '4.6'
          doc: Bits of DR3's address that do not count.
        0x11027:
          id: amd64_dr0_address_mask
          -orig-id: MSR_AMD64_DR0_ADDRESS_MASK
          -since: '4.6'
          doc: Bits of DR0's address that do not count.
  xen_hvm_states:
    meta:
      endian: le
    doc: |
      The structs of public/arch-x86/hvm/save.h, which `xen_hvm_context.ksy` puts
      together. All integers are little-endian, whatever the endianness of the
      stream around it: they are an x86 processor's and Xen's on it. A state that
      none of them describes is the type of this file itself: octets. Fields that an
      older Xen did not have yet are the last ones of their struct, and not there
      where it ends before them.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
    -webide-representation: '{size_text}'
    instances:
      size_text:
        value: '_io.size == 0 ? "" : _io.size.to_s + " octets"'
        doc: The size of `data`; empty where that is.
      data:
        pos: 0
        size-eos: true
    types:
      hvm_header:
        -orig-id: hvm_save_header
        doc: 'The first entry of an image: what saved it, and on which processor.'
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: magic
            -orig-id:
              - magic
              - HVM_FILE_MAGIC
            type: u4
            doc: 0x54381286.
          - id: version
            -orig-id:
              - version
              - HVM_FILE_VERSION
            -radix: 10
            type: u4
            doc: '1.'
          - id: changeset
            -orig-id: changeset
            type: exact_u8(true)
            doc: Of the Xen that saved it; all ones where it does not know.
          - id: cpuid
            -orig-id: cpuid
            type: u4
            doc: EAX of the saving host's CPUID leaf 1.
          - id: gtsc_khz
            -orig-id: gtsc_khz
            -radix: 10
            type: u4
            doc: The frequency of the guest's TSC, in kHz.
      hvm_cpu:
        -orig-id:
          - hvm_hw_cpu
          - hvm_hw_cpu_compat
        doc: |
          Registers of a vcpu: 1032 octets since Xen 4.7, 1024 before, and 1016
          without `msr_tsc_aux` before 3.4. Xen takes a shorter one that is not of
          1016 as if zeros followed.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        -webide-representation: 'rip {rip}'
        seq:
          - id: fpu_regs
            -orig-id: fpu_regs
            size: 512
            type: x86_xsave_area::fxsave_area
          - id: rax
            -orig-id: rax
            type: exact_u8(true)
          - id: rbx
            -orig-id: rbx
            type: exact_u8(true)
          - id: rcx
            -orig-id: rcx
            type: exact_u8(true)
          - id: rdx
            -orig-id: rdx
            type: exact_u8(true)
          - id: rbp
            -orig-id: rbp
            type: exact_u8(true)
          - id: rsi
            -orig-id: rsi
            type: exact_u8(true)
          - id: rdi
            -orig-id: rdi
            type: exact_u8(true)
          - id: rsp
            -orig-id: rsp
            type: exact_u8(true)
          - id: r8
            -orig-id: r8
            type: exact_u8(true)
          - id: r9
            -orig-id: r9
            type: exact_u8(true)
          - id: r10
            -orig-id: r10
            type: exact_u8(true)
          - id: r11
            -orig-id: r11
            type: exact_u8(true)
          - id: r12
            -orig-id: r12
            type: exact_u8(true)
          - id: r13
            -orig-id: r13
            type: exact_u8(true)
          - id: r14
            -orig-id: r14
            type: exact_u8(true)
          - id: r15
            -orig-id: r15
            type: exact_u8(true)
          - id: rip
            -orig-id: rip
            type: exact_u8(true)
          - id: rflags
            -orig-id: rflags
            type: exact_u8(true)
          - id: cr0
            -orig-id: cr0
            type: exact_u8(true)
          - id: cr2
            -orig-id: cr2
            type: exact_u8(true)
          - id: cr3
            -orig-id: cr3
            type: exact_u8(true)
          - id: cr4
            -orig-id: cr4
            type: exact_u8(true)
          - id: dr0
            -orig-id: dr0
            type: exact_u8(true)
          - id: dr1
            -orig-id: dr1
            type: exact_u8(true)
          - id: dr2
            -orig-id: dr2
            type: exact_u8(true)
          - id: dr3
            -orig-id: dr3
            type: exact_u8(true)
          - id: dr6
            -orig-id: dr6
            type: exact_u8(true)
          - id: dr7
            -orig-id: dr7
            type: exact_u8(true)
          - id: cs_sel
            -orig-id: cs_sel
            type: u4
          - id: ds_sel
            -orig-id: ds_sel
            type: u4
          - id: es_sel
            -orig-id: es_sel
            type: u4
          - id: fs_sel
            -orig-id: fs_sel
            type: u4
          - id: gs_sel
            -orig-id: gs_sel
            type: u4
          - id: ss_sel
            -orig-id: ss_sel
            type: u4
          - id: tr_sel
            -orig-id: tr_sel
            type: u4
          - id: ldtr_sel
            -orig-id: ldtr_sel
            type: u4
          - id: cs_limit
            -orig-id: cs_limit
            type: u4
          - id: ds_limit
            -orig-id: ds_limit
            type: u4
          - id: es_limit
            -orig-id: es_limit
            type: u4
          - id: fs_limit
            -orig-id: fs_limit
            type: u4
          - id: gs_limit
            -orig-id: gs_limit
            type: u4
          - id: ss_limit
            -orig-id: ss_limit
            type: u4
          - id: tr_limit
            -orig-id: tr_limit
            type: u4
          - id: ldtr_limit
            -orig-id: ldtr_limit
            type: u4
          - id: idtr_limit
            -orig-id: idtr_limit
            type: u4
          - id: gdtr_limit
            -orig-id: gdtr_limit
            type: u4
          - id: cs_base
            -orig-id: cs_base
            type: exact_u8(true)
          - id: ds_base
            -orig-id: ds_base
            type: exact_u8(true)
          - id: es_base
            -orig-id: es_base
            type: exact_u8(true)
          - id: fs_base
            -orig-id: fs_base
            type: exact_u8(true)
          - id: gs_base
            -orig-id: gs_base
            type: exact_u8(true)
          - id: ss_base
            -orig-id: ss_base
            type: exact_u8(true)
          - id: tr_base
            -orig-id: tr_base
            type: exact_u8(true)
          - id: ldtr_base
            -orig-id: ldtr_base
            type: exact_u8(true)
          - id: idtr_base
            -orig-id: idtr_base
            type: exact_u8(true)
          - id: gdtr_base
            -orig-id: gdtr_base
            type: exact_u8(true)
          - id: cs_arbytes
            -orig-id: cs_arbytes
            type: u4
          - id: ds_arbytes
            -orig-id: ds_arbytes
            type: u4
          - id: es_arbytes
            -orig-id: es_arbytes
            type: u4
          - id: fs_arbytes
            -orig-id: fs_arbytes
            type: u4
          - id: gs_arbytes
            -orig-id: gs_arbytes
            type: u4
          - id: ss_arbytes
            -orig-id: ss_arbytes
            type: u4
          - id: tr_arbytes
            -orig-id: tr_arbytes
            type: u4
          - id: ldtr_arbytes
            -orig-id: ldtr_arbytes
            type: u4
          - id: sysenter_cs
            -orig-id: sysenter_cs
            type: exact_u8(true)
          - id: sysenter_esp
            -orig-id: sysenter_esp
            type: exact_u8(true)
          - id: sysenter_eip
            -orig-id: sysenter_eip
            type: exact_u8(true)
          - id: shadow_gs
            -orig-id: shadow_gs
            type: exact_u8(true)
          - id: msr_flags
            -orig-id: msr_flags
            type: exact_u8(true)
            doc: Without a meaning since Xen 4.1.
          - id: msr_lstar
            -orig-id: msr_lstar
            type: exact_u8(true)
          - id: msr_star
            -orig-id: msr_star
            type: exact_u8(true)
          - id: msr_cstar
            -orig-id: msr_cstar
            type: exact_u8(true)
          - id: msr_syscall_mask
            -orig-id: msr_syscall_mask
            type: exact_u8(true)
          - id: msr_efer
            -orig-id: msr_efer
            type: exact_u8(true)
          - id: msr_tsc_aux
            -orig-id: msr_tsc_aux
            -since: '3.4'
            type: exact_u8(true)
            if: not is_compat
          - id: tsc
            -orig-id: tsc
            type: exact_u8(true)
            doc: What RDTSC would give.
          - id: pending_event
            -orig-id: pending_event
            type: u4
            -bits:
              31: is_pending_valid
              30-12: pending_reserved
              11: is_pending_error_valid
              10-8: pending_type
              7-0: pending_vector
            doc: An event to deliver first.
          - id: error_code
            -orig-id: error_code
            type: u4
            doc: The pending event's.
          - id: flags
            -orig-id: flags
            -since: '4.7'
            type: u4
            if: not _io.eof
          - id: reserved1
            -orig-id: pad0
            -since: '4.7'
            type: u4
            if: not _io.eof
        instances:
          is_compat:
            -orig-id: hvm_hw_cpu_compat
            value: _io.size.as<u8> == (1016).as<u8>
            doc: Whether it is of a Xen before 3.4.
          pending_vector:
            -orig-id: pending_vector
            value: pending_event & 0xff
          pending_type:
            -orig-id: pending_type
            value: (pending_event >> 8) & 7
          is_pending_error_valid:
            -orig-id: pending_error_valid
            value: (pending_event & 0x800) != 0
            doc: Whether there is an `error_code`.
          pending_reserved:
            -orig-id: pending_reserved
            value: (pending_event >> 12) & 0x7ffff
          is_pending_valid:
            -orig-id: pending_valid
            value: pending_event.as<u4> >= (0x80000000).as<u4>
            doc: Whether there is an event.
          is_fpu_initialised:
            -orig-id: XEN_X86_FPU_INITIALISED
            value: (flags & 1) != 0
            if: _io.size.as<u8> >= (1028).as<u8>
            doc: Bit 0 of `flags`. Of an older layout Xen takes it for set.
      hvm_pic:
        -orig-id: hvm_hw_vpic
        doc: One of the two 8259 interrupt controllers.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        -webide-representation: 'irr {irr}, imr {imr}, isr {isr}'
        seq:
          - id: irr
            -orig-id: irr
            type: u1
            doc: Requests.
          - id: imr
            -orig-id: imr
            type: u1
            doc: Which are masked.
          - id: isr
            -orig-id: isr
            type: u1
            doc: Which are in service.
          - id: irq_base
            -orig-id: irq_base
            type: u1
            doc: The vector of its first line.
          - id: init_bits
            type: u1
            -bits:
              7-4: priority_add
              3-0: init_state
          - id: mode_bits
            type: u1
            -bits:
              7: reserved_mode
              6: is_master
              5: special_mask_mode
              4: special_fully_nested_mode
              3: rotate_on_auto_eoi
              2: auto_eoi
              1: poll
              0: readsel_isr
          - id: elcr
            -orig-id: elcr
            type: u1
            doc: Which lines are level-triggered.
          - id: int_output
            -orig-id: int_output
            type: u1
            doc: Whether it asserts its output.
        instances:
          init_state:
            -orig-id: init_state
            value: init_bits & 0xf
          priority_add:
            -orig-id: priority_add
            value: init_bits >> 4
          readsel_isr:
            -orig-id: readsel_isr
            value: (mode_bits & 0x1) != 0
            doc: Bit 0 of `mode_bits`.
          poll:
            -orig-id: poll
            value: (mode_bits & 0x2) != 0
            doc: Bit 1 of `mode_bits`.
          auto_eoi:
            -orig-id: auto_eoi
            value: (mode_bits & 0x4) != 0
            doc: Bit 2 of `mode_bits`.
          rotate_on_auto_eoi:
            -orig-id: rotate_on_auto_eoi
            value: (mode_bits & 0x8) != 0
            doc: Bit 3 of `mode_bits`.
          special_fully_nested_mode:
            -orig-id: special_fully_nested_mode
            value: (mode_bits & 0x10) != 0
            doc: Bit 4 of `mode_bits`.
          special_mask_mode:
            -orig-id: special_mask_mode
            value: (mode_bits & 0x20) != 0
            doc: Bit 5 of `mode_bits`.
          is_master:
            -orig-id: is_master
            value: (mode_bits & 0x40) != 0
            doc: Bit 6 of `mode_bits`.
          reserved_mode:
            value: mode_bits >> 7
      hvm_ioapic:
        -orig-id: hvm_hw_vioapic
        doc: The I/O APIC and its 48 pins.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: base_address
            -orig-id: base_address
            type: exact_u8(true)
          - id: ioregsel
            -orig-id: ioregsel
            type: u4
          - id: apic_id
            -orig-id: id
            type: u4
          - id: redirections
            -orig-id: redirtbl
            type: ioapic_redirection
            repeat: expr
            repeat-expr: 48
      ioapic_redirection:
        -orig-id: vioapic_redir_entry
        doc: Where the interrupt of a pin goes.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        -webide-representation: 'vector {vector}, {high}:{low}'
        -bits:
          63-56: dest_id
          55-32: reserved2
          31-17: reserved1
          16: is_masked
          15: is_level
          14: remote_irr
          13: polarity
          12: delivery_status
          11: is_logical
          10-8: delivery_mode
          7-0: vector
        seq:
          - id: low
            type: u4
            doc: Bits 31 to 0.
          - id: high
            type: u4
            doc: Bits 63 to 32.
        instances:
          vector:
            -orig-id: vector
            value: low & 0xff
          delivery_mode:
            -orig-id: delivery_mode
            value: (low >> 8) & 7
            doc: 0 fixed, 1 lowest priority, 2 SMI, 4 NMI, 5 INIT, 7 ExtINT.
          is_logical:
            -orig-id: dest_mode
            value: (low & 0x800) != 0
            doc: Bit 11 of `low`.
          delivery_status:
            -orig-id: delivery_status
            value: (low & 0x1000) != 0
            doc: Bit 12 of `low`.
          polarity:
            -orig-id: polarity
            value: (low & 0x2000) != 0
            doc: Whether the pin is active low.
          remote_irr:
            -orig-id: remote_irr
            value: (low & 0x4000) != 0
            doc: Bit 14 of `low`.
          is_level:
            -orig-id: trig_mode
            value: (low & 0x8000) != 0
            doc: Whether the pin is level-triggered.
          is_masked:
            -orig-id: mask
            value: (low & 0x10000) != 0
            doc: Bit 16 of `low`.
          reserved1:
            -orig-id: reserve
            value: (low >> 17) & 0x7fff
          reserved2:
            -orig-id: reserved
            value: high & 0xffffff
          dest_id:
            -orig-id: dest_id
            value: (high >> 24) & 0xff
      hvm_lapic:
        -orig-id: hvm_hw_lapic
        doc: |
          A local APIC, but for its page of registers: 32 octets since Xen 4.18.5,
          4.19.2, 4.20.1 and 4.21, 24 before.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: apic_base_msr
            -orig-id: apic_base_msr
            type: exact_u8(true)
            doc: |
              Bits 8: bootstrap processor, 10: x2APIC mode, 11: enabled, 12 and up:
              its address.
          - id: disabled
            -orig-id: disabled
            type: u4
          - id: timer_divisor
            -orig-id: timer_divisor
            -radix: 10
            type: u4
          - id: tdt_msr
            -orig-id: tdt_msr
            type: exact_u8(true)
            doc: The deadline of the TSC-deadline timer.
          - id: pending_esr
            -orig-id: pending_esr
            -since: 4.18.5, 4.19.2, 4.20.1, 4.21
            type: u4
            if: not _io.eof
            doc: Errors since the last write to ESR.
          - id: padding1
            -since: 4.18.5, 4.19.2, 4.20.1, 4.21
            type: u4
            if: not _io.eof
        instances:
          is_hw_disabled:
            -orig-id: VLAPIC_HW_DISABLED
            value: (disabled & 0x1) != 0
            doc: Bit 0 of `disabled`.
          is_sw_disabled:
            -orig-id: VLAPIC_SW_DISABLED
            value: (disabled & 0x2) != 0
            doc: Bit 1 of `disabled`.
      hvm_lapic_regs:
        -orig-id: hvm_hw_lapic_regs
        doc: |
          The page of registers of a local APIC, as the guest sees it: one of 32
          bits every 16 octets.
        doc-ref:
          - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
          - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/apicdef.h
        seq:
          - id: reserved1
            type: lapic_register
            repeat: expr
            repeat-expr: 2
          - id: apic_id
            -orig-id: APIC_ID
            type: lapic_register
          - id: version
            -orig-id: APIC_LVR
            type: lapic_register
          - id: reserved2
            type: lapic_register
            repeat: expr
            repeat-expr: 4
          - id: tpr
            -orig-id: APIC_TASKPRI
            type: lapic_register
            doc: Task priority.
          - id: apr
            -orig-id: APIC_ARBPRI
            type: lapic_register
            doc: Arbitration priority.
          - id: ppr
            -orig-id: APIC_PROCPRI
            type: lapic_register
            doc: Processor priority.
          - id: eoi
            -orig-id: APIC_EOI
            type: lapic_register
            doc: End of interrupt.
          - id: rrd
            -orig-id: APIC_RRR
            type: lapic_register
            doc: Remote read.
          - id: ldr
            -orig-id: APIC_LDR
            type: lapic_register
            doc: Logical destination.
          - id: dfr
            -orig-id: APIC_DFR
            type: lapic_register
            doc: Destination format.
          - id: svr
            -orig-id: APIC_SPIV
            type: lapic_register
            doc: Spurious interrupt vector.
          - id: isrs
            -orig-id: APIC_ISR
            type: lapic_register
            repeat: expr
            repeat-expr: 8
            doc: In service, a bit a vector.
          - id: tmrs
            -orig-id: APIC_TMR
            type: lapic_register
            repeat: expr
            repeat-expr: 8
            doc: Level-triggered, a bit a vector.
          - id: irrs
            -orig-id: APIC_IRR
            type: lapic_register
            repeat: expr
            repeat-expr: 8
            doc: Requested, a bit a vector.
          - id: esr
            -orig-id: APIC_ESR
            type: lapic_register
            doc: Errors.
          - id: reserved3
            type: lapic_register
            repeat: expr
            repeat-expr: 6
          - id: lvt_cmci
            -orig-id: APIC_CMCI
            type: lapic_register
          - id: icr
            -orig-id: APIC_ICR
            type: lapic_register
            doc: Interrupt command.
          - id: icr2
            -orig-id: APIC_ICR2
            type: lapic_register
          - id: lvt_timer
            -orig-id: APIC_LVTT
            type: lapic_register
          - id: lvt_thermal
            -orig-id: APIC_LVTTHMR
            type: lapic_register
          - id: lvt_pc
            -orig-id: APIC_LVTPC
            type: lapic_register
          - id: lvt_lint0
            -orig-id: APIC_LVT0
            type: lapic_register
          - id: lvt_lint1
            -orig-id: APIC_LVT1
            type: lapic_register
          - id: lvt_error
            -orig-id: APIC_LVTERR
            type: lapic_register
          - id: tmict
            -orig-id: APIC_TMICT
            type: lapic_register
            doc: Initial count of the timer.
          - id: tmcct
            -orig-id: APIC_TMCCT
            type: lapic_register
            doc: Current count of the timer.
          - id: reserved4
            type: lapic_register
            repeat: expr
            repeat-expr: 4
          - id: tdcr
            -orig-id: APIC_TDCR
            type: lapic_register
            doc: Divisor of the timer.
          - id: self_ipi
            -orig-id: APIC_SELF_IPI
            type: lapic_register
      lapic_register:
        doc: A register, and the 12 octets after it, which are zero.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/apicdef.h
        -webide-representation: '{value}'
        seq:
          - id: value
            type: u4
          - id: reserved1
            type: u4
          - id: reserved2
            type: exact_u8(true)
      hvm_pci_irqs:
        -orig-id: hvm_hw_pci_irqs
        doc: Which INTx lines of PCI are asserted.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: lines
            -orig-id:
              - pad
              - i
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 2
            doc: |
              A bit a line: 4 times the device's number, and 0 to 3 for INTA to
              INTD.
      hvm_isa_irqs:
        -orig-id: hvm_hw_isa_irqs
        doc: Which ISA lines are asserted.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: lines
            -orig-id:
              - pad
              - i
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 1
            doc: A bit a line, 16 of them.
      hvm_pci_links:
        -orig-id: hvm_hw_pci_link
        doc: The ISA lines that the PCI links go to.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: routes
            -orig-id: route
            -radix: 10
            type: u1
            repeat: expr
            repeat-expr: 4
            doc: 0 to 15; 0 where the link goes nowhere.
          - id: reserved1
            -orig-id: pad0
            type: u1
            repeat: expr
            repeat-expr: 4
      hvm_pit:
        -orig-id: hvm_hw_pit
        doc: The 8254 timer.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: channels
            -orig-id: channels
            type: pit_channel
            repeat: expr
            repeat-expr: 3
          - id: speaker_data_on
            -orig-id: speaker_data_on
            -radix: 10
            type: u4
          - id: reserved1
            -orig-id: pad0
            type: u4
      pit_channel:
        -orig-id: hvm_hw_pit_channel
        -radix: 10
        doc: A counter of the timer.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: count
            -orig-id: count
            type: u4
            doc: 65536 at most.
          - id: latched_count
            -orig-id: latched_count
            type: u2
          - id: count_latched
            -orig-id: count_latched
            type: u1
          - id: status_latched
            -orig-id: status_latched
            type: u1
          - id: status
            -orig-id: status
            type: u1
          - id: read_state
            -orig-id: read_state
            type: u1
          - id: write_state
            -orig-id: write_state
            type: u1
          - id: write_latch
            -orig-id: write_latch
            type: u1
          - id: rw_mode
            -orig-id: rw_mode
            type: u1
          - id: mode
            -orig-id: mode
            type: u1
          - id: bcd
            -orig-id: bcd
            type: u1
          - id: gate
            -orig-id: gate
            type: u1
      hvm_rtc:
        -orig-id: hvm_hw_rtc
        doc: 'The real-time clock: 24 octets since Xen 4.14, 16 before.'
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: cmos_registers
            -orig-id: cmos_data
            type: u1
            repeat: expr
            repeat-expr: 14
          - id: cmos_index
            -orig-id: cmos_index
            type: u1
          - id: reserved1
            -orig-id: pad0
            type: u1
          - id: rtc_offset
            -orig-id: rtc_offset
            -since: '4.14'
            -radix: 10
            type: s8
            if: not _io.eof
            doc: Seconds between the guest's time and the host's.
      hvm_hpet:
        -orig-id: hvm_hw_hpet
        doc: |
          The registers of the high precision event timer, and the periods that were
          written last.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: capability
            -orig-id: capability
            type: exact_u8(true)
          - id: reserved1
            -orig-id: res0
            type: exact_u8(true)
          - id: config
            -orig-id: config
            type: exact_u8(true)
          - id: reserved2
            -orig-id: res1
            type: exact_u8(true)
          - id: isr
            -orig-id: isr
            type: exact_u8(true)
            doc: Interrupt status.
          - id: reserved3
            -orig-id: res2
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 25
          - id: mc64
            -orig-id: mc64
            type: exact_u8(true)
            doc: The main counter.
          - id: reserved4
            -orig-id: res3
            type: exact_u8(true)
          - id: timers
            -orig-id: timers
            type: hpet_timer
            repeat: expr
            repeat-expr: 3
          - id: reserved5
            -orig-id: res5
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 84
          - id: periods
            -orig-id: period
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 3
      hpet_timer:
        doc: A comparator.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: config
            -orig-id: config
            type: exact_u8(true)
          - id: cmp
            -orig-id: cmp
            type: exact_u8(true)
            doc: What the counter is compared with.
          - id: fsb
            -orig-id: fsb
            type: exact_u8(true)
            doc: Where its interrupt goes, as a message.
          - id: reserved1
            -orig-id: res4
            type: exact_u8(true)
      hvm_pmtimer:
        -orig-id:
          - hvm_hw_pmtimer
          - hvm_hw_acpi
        doc: ACPI's timer and its PM1a event registers.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: tmr_val
            -orig-id: tmr_val
            type: u4
          - id: pm1a_sts
            -orig-id: pm1a_sts
            type: u2
          - id: pm1a_en
            -orig-id: pm1a_en
            type: u2
      hvm_mtrr:
        -orig-id: hvm_hw_mtrr
        doc: Memory type range registers and PAT of a vcpu.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: msr_pat_cr
            -orig-id: msr_pat_cr
            type: exact_u8(true)
          - id: ranges
            -orig-id: msr_mtrr_var
            type: mtrr_range
            repeat: expr
            repeat-expr: 8
          - id: fixed_ranges
            -orig-id: msr_mtrr_fixed
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 11
            doc: |
              FIX64K_00000, FIX16K_80000, FIX16K_A0000, FIX4K_C0000, and on by
              0x8000 to FIX4K_F8000.
          - id: msr_mtrr_cap
            -orig-id: msr_mtrr_cap
            type: exact_u8(true)
            doc: 'Bits 0 to 7: how many variable ranges there are.'
          - id: msr_mtrr_def_type
            -orig-id: msr_mtrr_def_type
            type: exact_u8(true)
      mtrr_range:
        doc: A variable range.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        -webide-representation: '{base} {mask}'
        seq:
          - id: base
            -orig-id: MTRR_PHYSBASE
            type: exact_u8(true)
          - id: mask
            -orig-id: MTRR_PHYSMASK
            type: exact_u8(true)
      hvm_viridian_domain:
        -orig-id: hvm_viridian_domain_context
        doc: Hyper-V's MSRs of a domain.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: hypercall_gpa
            -orig-id: hypercall_gpa
            type: exact_u8(true)
          - id: guest_os_id
            -orig-id: guest_os_id
            type: exact_u8(true)
          - id: time_ref_count
            -orig-id: time_ref_count
            type: exact_u8(true)
          - id: reference_tsc
            -orig-id: reference_tsc
            type: exact_u8(true)
      hvm_cpu_xsave:
        -orig-id: hvm_hw_cpu_xsave
        doc: |
          What XSAVE saves of a vcpu. Xen cuts the area where the components that
          `xcr0_accum` names end.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        -webide-representation: 'xcr0 {xcr0}'
        seq:
          - id: xfeature_mask
            -orig-id: xfeature_mask
            type: exact_u8(true)
            doc: Ignored.
          - id: xcr0
            -orig-id: xcr0
            type: exact_u8(true)
            doc: The components that the vcpu has enabled.
          - id: xcr0_accum
            -orig-id: xcr0_accum
            type: exact_u8(true)
            doc: All that it ever had enabled.
          - id: area
            -orig-id: save_area
            size-eos: true
            type: x86_xsave_area
        instances:
          enabled:
            -orig-id: xcr0
            pos: 8
            type: x86_xsave_area::xstate_set
            doc: The bits of `xcr0`.
          ever_enabled:
            -orig-id: xcr0_accum
            pos: 16
            type: x86_xsave_area::xstate_set
            doc: The bits of `xcr0_accum`.
      hvm_viridian_vcpu:
        -orig-id: hvm_viridian_vcpu_context
        doc: |
          Hyper-V's MSRs of a vcpu: 216 octets since Xen 4.13, 16 since 4.7, 8
          before.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: vp_assist_msr
            -orig-id:
              - vp_assist_msr
              - apic_assist_msr
              - apic_assist
            type: exact_u8(true)
          - id: apic_assist_pending
            -orig-id:
              - apic_assist_pending
              - vp_assist_pending
              - vp_assist_vector
              - apic_assist_vector
            -since: '4.7'
            type: u1
            if: not _io.eof
          - id: reserved1
            -orig-id: _pad
            -since: '4.7'
            type: u1
            repeat: expr
            repeat-expr: 7
            if: not _io.eof
          - id: simp_msr
            -orig-id: simp_msr
            -since: '4.13'
            type: exact_u8(true)
            if: not _io.eof
          - id: sint_msrs
            -orig-id: sint_msr
            -since: '4.13'
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 16
            if: not _io.eof
          - id: stimer_config_msrs
            -orig-id: stimer_config_msr
            -since: '4.13'
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 4
            if: not _io.eof
          - id: stimer_count_msrs
            -orig-id: stimer_count_msr
            -since: '4.13'
            type: exact_u8(true)
            repeat: expr
            repeat-expr: 4
            if: not _io.eof
      hvm_vmce_vcpu:
        -orig-id: hvm_vmce_vcpu
        doc: |
          A vcpu's virtual machine checks: 32 octets since Xen 4.10, 24 before.
          X86_PV_VCPU_EXTENDED of a PV vcpu ends with it too.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: caps
            -orig-id: caps
            type: exact_u8(true)
            doc: MCG_CAP.
          - id: mci_ctl2_bank0
            -orig-id: mci_ctl2_bank0
            type: exact_u8(true)
          - id: mci_ctl2_bank1
            -orig-id: mci_ctl2_bank1
            type: exact_u8(true)
          - id: mcg_ext_ctl
            -orig-id: mcg_ext_ctl
            -since: '4.10'
            type: exact_u8(true)
            if: not _io.eof
      hvm_tsc_adjust:
        -orig-id: hvm_tsc_adjust
        doc: A vcpu's IA32_TSC_ADJUST.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        seq:
          - id: tsc_adjust
            -orig-id: tsc_adjust
            type: exact_u8(true)
      hvm_cpu_msrs:
        -orig-id: hvm_msr
        doc: Further MSRs of a vcpu.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        to-string: 'num_msrs.to_s + " MSRs"'
        -webide-representation: '{num_msrs:dec} MSRs'
        seq:
          - id: num_msrs
            -orig-id: count
            -radix: 10
            type: u4
          - id: padding1
            type: u4
          - id: msrs
            -orig-id: msr
            size: 16
            type: xen_cpu_policy::msr_entry
            repeat: eos
enums:
  hvm_save_code:
    0:
      id: end
      -orig-id: HVM_SAVE_TYPE(END)
      doc: The last entry, of length 0.
    1:
      id: header
      -orig-id: HVM_SAVE_TYPE(HEADER)
      doc: |
        The first entry: HVM_FILE_MAGIC (0x54381286), a version, and the Xen and
        the CPU that it was saved on.
    2:
      id: cpu
      -orig-id: HVM_SAVE_TYPE(CPU)
      doc: Registers of a vcpu.
    3:
      id: pic
      -orig-id: HVM_SAVE_TYPE(PIC)
      doc: One of the two 8259 interrupt controllers.
    4:
      id: ioapic
      -orig-id: HVM_SAVE_TYPE(IOAPIC)
      doc: The I/O APIC.
    5:
      id: lapic
      -orig-id: HVM_SAVE_TYPE(LAPIC)
      doc: A vcpu's local APIC, but for its registers.
    6:
      id: lapic_regs
      -orig-id: HVM_SAVE_TYPE(LAPIC_REGS)
      doc: The page of registers of a vcpu's local APIC.
    7:
      id: pci_irq
      -orig-id: HVM_SAVE_TYPE(PCI_IRQ)
      doc: Which INTx lines of PCI are asserted.
    8:
      id: isa_irq
      -orig-id: HVM_SAVE_TYPE(ISA_IRQ)
      doc: Which ISA lines are asserted.
    9:
      id: pci_link
      -orig-id: HVM_SAVE_TYPE(PCI_LINK)
      doc: Which ISA lines the PCI links go to.
    10:
      id: pit
      -orig-id: HVM_SAVE_TYPE(PIT)
      doc: The 8254 timer.
    11:
      id: rtc
      -orig-id: HVM_SAVE_TYPE(RTC)
      doc: The real-time clock.
    12:
      id: hpet
      -orig-id: HVM_SAVE_TYPE(HPET)
      doc: The high precision event timer.
    13:
      id: pmtimer
      -orig-id: HVM_SAVE_TYPE(PMTIMER)
      doc: ACPI's power management timer.
    14:
      id: mtrr
      -orig-id: HVM_SAVE_TYPE(MTRR)
      doc: A vcpu's memory type range registers and PAT.
    15:
      id: viridian_domain
      -orig-id: HVM_SAVE_TYPE(VIRIDIAN_DOMAIN)
      doc: Hyper-V's enlightenments, of the domain.
    16:
      id: cpu_xsave
      -orig-id: CPU_XSAVE_CODE
      doc: What XSAVE saves of a vcpu.
    17:
      id: viridian_vcpu
      -orig-id: HVM_SAVE_TYPE(VIRIDIAN_VCPU)
      doc: Hyper-V's enlightenments, of a vcpu.
    18:
      id: vmce_vcpu
      -orig-id: HVM_SAVE_TYPE(VMCE_VCPU)
      doc: A vcpu's virtual machine checks.
    19:
      id: tsc_adjust
      -orig-id: HVM_SAVE_TYPE(TSC_ADJUST)
      doc: IA32_TSC_ADJUST of a vcpu.
    20:
      id: cpu_msr
      -orig-id: CPU_MSR_CODE
      doc: Further MSRs of a vcpu.

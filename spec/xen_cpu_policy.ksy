meta:
  id: xen_cpu_policy
  title: CPUID and MSR policy of a Xen domain on x86
  application: Xen
  tags:
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  imports:
    - x86_cpu_features
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
-webide-instances:
  size_text:
    value: _io.size.to_s + " octets"
    doc: How long it is.
instances:
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
    -webide-instances:
      size_text:
        value: _io.size.to_s + " octets"
        doc: How long it is.
    instances:
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
    -webide-instances:
      subleaf_text:
        value: 'has_subleaf ? "subleaf " + subleaf.to_s : "no subleaf"'
        doc: Which subleaf.
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
        type: u8
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

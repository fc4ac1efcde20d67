# Generated from spec/x86_registers.ksy
# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.
meta:
  id: x86_registers
  title: Bits of an x86 processor's registers
  application: Xen
  tags:
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  endian: le
  bit-endian: le
-orig-id: x86-defns.h
doc: |
  Registers of a vcpu of which bits have names, each of 64 bits, the lowest bit
  first. All are little-endian, whatever the endianness of the stream around
  them: they are an x86 processor's.
doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
-webide-representation: '{size_text}'
instances:
  size_text:
    value: _io.size.to_s + " octets"
    doc: How long it is.
types:
  cr0_register:
    doc: Control register 0.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_pe ? "pe " : "") + (has_mp ? "mp " : "") + (has_em ? "em " : "") + (has_ts ? "ts " : "") + (has_et ? "et " : "") + (has_ne ? "ne " : "") + (has_wp ? "wp " : "") + (has_am ? "am " : "") + (has_nw ? "nw " : "") + (has_cd ? "cd " : "") + (has_pg ? "pg " : "")'
    seq:
      - id: has_pe
        -orig-id: X86_CR0_PE
        type: b1
      - id: has_mp
        -orig-id: X86_CR0_MP
        type: b1
      - id: has_em
        -orig-id: X86_CR0_EM
        type: b1
      - id: has_ts
        -orig-id: X86_CR0_TS
        type: b1
      - id: has_et
        -orig-id: X86_CR0_ET
        type: b1
      - id: has_ne
        -orig-id: X86_CR0_NE
        type: b1
      - id: reserved1
        type: b10
      - id: has_wp
        -orig-id: X86_CR0_WP
        type: b1
      - id: reserved2
        type: b1
      - id: has_am
        -orig-id: X86_CR0_AM
        type: b1
      - id: reserved3
        type: b10
      - id: has_nw
        -orig-id: X86_CR0_NW
        type: b1
      - id: has_cd
        -orig-id: X86_CR0_CD
        type: b1
      - id: has_pg
        -orig-id: X86_CR0_PG
        type: b1
      - id: reserved4
        type: b32
  cr4_register:
    doc: Control register 4.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_vme ? "vme " : "") + (has_pvi ? "pvi " : "") + (has_tsd ? "tsd " : "") + (has_de ? "de " : "") + (has_pse ? "pse " : "") + (has_pae ? "pae " : "") + (has_mce ? "mce " : "") + (has_pge ? "pge " : "") + (has_pce ? "pce " : "") + (has_osfxsr ? "osfxsr " : "") + (has_osxmmexcpt ? "osxmmexcpt " : "") + (has_umip ? "umip " : "") + (has_la57 ? "la57 " : "") + (has_vmxe ? "vmxe " : "") + (has_smxe ? "smxe " : "") + (has_fsgsbase ? "fsgsbase " : "") + (has_pcide ? "pcide " : "") + (has_osxsave ? "osxsave " : "") + (has_smep ? "smep " : "") + (has_smap ? "smap " : "") + (has_pke ? "pke " : "") + (has_cet ? "cet " : "") + (has_pks ? "pks " : "") + (has_lass ? "lass " : "") + (has_fred ? "fred " : "")'
    seq:
      - id: has_vme
        -orig-id: X86_CR4_VME
        type: b1
      - id: has_pvi
        -orig-id: X86_CR4_PVI
        type: b1
      - id: has_tsd
        -orig-id: X86_CR4_TSD
        type: b1
      - id: has_de
        -orig-id: X86_CR4_DE
        type: b1
      - id: has_pse
        -orig-id: X86_CR4_PSE
        type: b1
      - id: has_pae
        -orig-id: X86_CR4_PAE
        type: b1
      - id: has_mce
        -orig-id: X86_CR4_MCE
        type: b1
      - id: has_pge
        -orig-id: X86_CR4_PGE
        type: b1
      - id: has_pce
        -orig-id: X86_CR4_PCE
        type: b1
      - id: has_osfxsr
        -orig-id: X86_CR4_OSFXSR
        type: b1
      - id: has_osxmmexcpt
        -orig-id: X86_CR4_OSXMMEXCPT
        type: b1
      - id: has_umip
        -orig-id: X86_CR4_UMIP
        type: b1
      - id: has_la57
        -orig-id: X86_CR4_LA57
        type: b1
      - id: has_vmxe
        -orig-id: X86_CR4_VMXE
        type: b1
      - id: has_smxe
        -orig-id: X86_CR4_SMXE
        type: b1
      - id: reserved1
        type: b1
      - id: has_fsgsbase
        -orig-id: X86_CR4_FSGSBASE
        type: b1
      - id: has_pcide
        -orig-id: X86_CR4_PCIDE
        type: b1
      - id: has_osxsave
        -orig-id: X86_CR4_OSXSAVE
        type: b1
      - id: reserved2
        type: b1
      - id: has_smep
        -orig-id: X86_CR4_SMEP
        type: b1
      - id: has_smap
        -orig-id: X86_CR4_SMAP
        type: b1
      - id: has_pke
        -orig-id: X86_CR4_PKE
        type: b1
      - id: has_cet
        -orig-id: X86_CR4_CET
        type: b1
      - id: has_pks
        -orig-id: X86_CR4_PKS
        type: b1
      - id: reserved3
        type: b2
      - id: has_lass
        -orig-id: X86_CR4_LASS
        type: b1
      - id: reserved4
        type: b4
      - id: has_fred
        -orig-id: X86_CR4_FRED
        type: b1
      - id: reserved5
        type: b31
  efer_register:
    doc: Extended features of the processor that are enabled.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_sce ? "sce " : "") + (has_lme ? "lme " : "") + (has_lma ? "lma " : "") + (has_nxe ? "nxe " : "") + (has_svme ? "svme " : "") + (has_lmsle ? "lmsle " : "") + (has_ffxse ? "ffxse " : "") + (has_aibrse ? "aibrse " : "")'
    seq:
      - id: has_sce
        -orig-id: EFER_SCE
        type: b1
      - id: reserved1
        type: b7
      - id: has_lme
        -orig-id: EFER_LME
        type: b1
      - id: reserved2
        type: b1
      - id: has_lma
        -orig-id: EFER_LMA
        type: b1
      - id: has_nxe
        -orig-id: EFER_NXE
        type: b1
      - id: has_svme
        -orig-id: EFER_SVME
        type: b1
      - id: has_lmsle
        -orig-id: EFER_LMSLE
        type: b1
      - id: has_ffxse
        -orig-id: EFER_FFXSE
        type: b1
      - id: reserved3
        type: b6
      - id: has_aibrse
        -orig-id: EFER_AIBRSE
        type: b1
      - id: reserved4
        type: b32
      - id: reserved5
        type: b10
  spec_ctrl_register:
    doc: Speculation control.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_ibrs ? "ibrs " : "") + (has_stibp ? "stibp " : "") + (has_ssbd ? "ssbd " : "") + (has_ipred_dis_u ? "ipred_dis_u " : "") + (has_ipred_dis_s ? "ipred_dis_s " : "") + (has_rrsba_dis_u ? "rrsba_dis_u " : "") + (has_rrsba_dis_s ? "rrsba_dis_s " : "") + (has_psfd ? "psfd " : "") + (has_ddp_dis_u ? "ddp_dis_u " : "") + (has_bhi_dis_s ? "bhi_dis_s " : "")'
    seq:
      - id: has_ibrs
        -orig-id: SPEC_CTRL_IBRS
        type: b1
      - id: has_stibp
        -orig-id: SPEC_CTRL_STIBP
        type: b1
      - id: has_ssbd
        -orig-id: SPEC_CTRL_SSBD
        type: b1
      - id: has_ipred_dis_u
        -orig-id: SPEC_CTRL_IPRED_DIS_U
        type: b1
      - id: has_ipred_dis_s
        -orig-id: SPEC_CTRL_IPRED_DIS_S
        type: b1
      - id: has_rrsba_dis_u
        -orig-id: SPEC_CTRL_RRSBA_DIS_U
        type: b1
      - id: has_rrsba_dis_s
        -orig-id: SPEC_CTRL_RRSBA_DIS_S
        type: b1
      - id: has_psfd
        -orig-id: SPEC_CTRL_PSFD
        type: b1
      - id: has_ddp_dis_u
        -orig-id: SPEC_CTRL_DDP_DIS_U
        type: b1
      - id: reserved1
        type: b1
      - id: has_bhi_dis_s
        -orig-id: SPEC_CTRL_BHI_DIS_S
        type: b1
      - id: reserved2
        type: b32
      - id: reserved3
        type: b21
  mcg_cap_register:
    doc: What machine check can do.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/cpu/mcheck/x86_mca.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_ctl_p ? "ctl_p " : "") + (has_cmci_p ? "cmci_p " : "") + (has_tes_p ? "tes_p " : "") + (has_ser_p ? "ser_p " : "") + (has_lmce_p ? "lmce_p " : "")'
    seq:
      - id: num_banks
        -orig-id: MCG_CAP_COUNT
        type: b8
      - id: has_ctl_p
        -orig-id: MCG_CTL_P
        type: b1
      - id: reserved1
        type: b1
      - id: has_cmci_p
        -orig-id: MCG_CMCI_P
        type: b1
      - id: has_tes_p
        -orig-id: MCG_TES_P
        type: b1
      - id: reserved2
        type: b12
      - id: has_ser_p
        -orig-id: MCG_SER_P
        type: b1
      - id: reserved3
        type: b2
      - id: has_lmce_p
        -orig-id: MCG_LMCE_P
        type: b1
      - id: reserved4
        type: b32
      - id: reserved5
        type: b4
  bndcfgs_register:
    doc: MPX's configuration of the supervisor.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_enable ? "enable " : "") + (has_preserve ? "preserve " : "")'
    seq:
      - id: has_enable
        -orig-id: IA32_BNDCFGS_ENABLE
        type: b1
      - id: has_preserve
        -orig-id: IA32_BNDCFGS_PRESERVE
        type: b1
      - id: reserved1
        type: b10
      - id: directory_low
        -orig-id: MSR_IA32_BNDCFGS
        type: b20
        doc: Bits 12 to 31 of the bound directory's address.
      - id: directory_high
        -orig-id: MSR_IA32_BNDCFGS
        type: b32
        doc: Bits 32 to 63 of it.
  misc_features_register:
    doc: Features that MSR_INTEL_MISC_FEATURES_ENABLES turns on.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_cpuid_faulting ? "cpuid_faulting " : "")'
    seq:
      - id: has_cpuid_faulting
        -orig-id: MSR_MISC_FEATURES_CPUID_FAULTING
        type: b1
      - id: reserved1
        type: b32
      - id: reserved2
        type: b31
  platform_info_register:
    doc: What MSR_INTEL_PLATFORM_INFO tells.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_cpuid_faulting ? "cpuid_faulting " : "")'
    seq:
      - id: reserved1
        type: b31
      - id: has_cpuid_faulting
        -orig-id: _MSR_PLATFORM_INFO_CPUID_FAULTING
        type: b1
      - id: reserved2
        type: b32
  hpet_timer_register:
    -orig-id: HPET_Tn_CFG
    doc: 'How a timer of the HPET is set up: `config` of `hpet_timer`.'
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/hpet.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_level ? "level " : "") + (has_enable ? "enable " : "") + (has_periodic ? "periodic " : "") + (has_periodic_cap ? "periodic_cap " : "") + (has_64bit_cap ? "64bit_cap " : "") + (has_setval ? "setval " : "") + (has_32bit ? "32bit " : "") + (has_fsb ? "fsb " : "") + (has_fsb_cap ? "fsb_cap " : "")'
    seq:
      - id: reserved1
        type: b1
      - id: has_level
        -orig-id: HPET_TN_LEVEL
        type: b1
      - id: has_enable
        -orig-id: HPET_TN_ENABLE
        type: b1
      - id: has_periodic
        -orig-id: HPET_TN_PERIODIC
        type: b1
      - id: has_periodic_cap
        -orig-id: HPET_TN_PERIODIC_CAP
        type: b1
      - id: has_64bit_cap
        -orig-id: HPET_TN_64BIT_CAP
        type: b1
      - id: has_setval
        -orig-id: HPET_TN_SETVAL
        type: b1
      - id: reserved2
        type: b1
      - id: has_32bit
        -orig-id: HPET_TN_32BIT
        type: b1
      - id: route
        -orig-id: HPET_TN_ROUTE
        type: b5
        doc: The pin of the I/O APIC that its interrupt goes to.
      - id: has_fsb
        -orig-id: HPET_TN_FSB
        type: b1
      - id: has_fsb_cap
        -orig-id: HPET_TN_FSB_CAP
        type: b1
      - id: reserved3
        type: b16
      - id: route_caps
        -orig-id: HPET_TN_INT_ROUTE_CAP
        type: b32
        doc: The pins that it could go to, a bit each.
  rflags_register:
    doc: Flags.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/x86-defns.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_cf ? "cf " : "") + (has_mbs ? "mbs " : "") + (has_pf ? "pf " : "") + (has_af ? "af " : "") + (has_zf ? "zf " : "") + (has_sf ? "sf " : "") + (has_tf ? "tf " : "") + (has_if ? "if " : "") + (has_df ? "df " : "") + (has_of ? "of " : "") + (has_nt ? "nt " : "") + (has_rf ? "rf " : "") + (has_vm ? "vm " : "") + (has_ac ? "ac " : "") + (has_vif ? "vif " : "") + (has_vip ? "vip " : "") + (has_id ? "id " : "")'
    seq:
      - id: has_cf
        -orig-id: X86_EFLAGS_CF
        type: b1
      - id: has_mbs
        -orig-id: X86_EFLAGS_MBS
        type: b1
      - id: has_pf
        -orig-id: X86_EFLAGS_PF
        type: b1
      - id: reserved1
        type: b1
      - id: has_af
        -orig-id: X86_EFLAGS_AF
        type: b1
      - id: reserved2
        type: b1
      - id: has_zf
        -orig-id: X86_EFLAGS_ZF
        type: b1
      - id: has_sf
        -orig-id: X86_EFLAGS_SF
        type: b1
      - id: has_tf
        -orig-id: X86_EFLAGS_TF
        type: b1
      - id: has_if
        -orig-id: X86_EFLAGS_IF
        type: b1
      - id: has_df
        -orig-id: X86_EFLAGS_DF
        type: b1
      - id: has_of
        -orig-id: X86_EFLAGS_OF
        type: b1
      - id: iopl
        -orig-id: X86_EFLAGS_IOPL
        type: b2
      - id: has_nt
        -orig-id: X86_EFLAGS_NT
        type: b1
      - id: reserved3
        type: b1
      - id: has_rf
        -orig-id: X86_EFLAGS_RF
        type: b1
      - id: has_vm
        -orig-id: X86_EFLAGS_VM
        type: b1
      - id: has_ac
        -orig-id: X86_EFLAGS_AC
        type: b1
      - id: has_vif
        -orig-id: X86_EFLAGS_VIF
        type: b1
      - id: has_vip
        -orig-id: X86_EFLAGS_VIP
        type: b1
      - id: has_id
        -orig-id: X86_EFLAGS_ID
        type: b1
      - id: reserved4
        type: b32
      - id: reserved5
        type: b10
  vm_assist_register:
    doc: What Xen assists a PV guest with.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_4gb_segments ? "4gb_segments " : "") + (has_4gb_segments_notify ? "4gb_segments_notify " : "") + (has_writable_pagetables ? "writable_pagetables " : "") + (has_pae_extended_cr3 ? "pae_extended_cr3 " : "") + (has_architectural_iopl ? "architectural_iopl " : "") + (has_runstate_update_flag ? "runstate_update_flag " : "") + (has_m2p_strict ? "m2p_strict " : "")'
    seq:
      - id: has_4gb_segments
        -orig-id: VMASST_TYPE_4gb_segments
        type: b1
      - id: has_4gb_segments_notify
        -orig-id: VMASST_TYPE_4gb_segments_notify
        type: b1
      - id: has_writable_pagetables
        -orig-id: VMASST_TYPE_writable_pagetables
        type: b1
      - id: has_pae_extended_cr3
        -orig-id: VMASST_TYPE_pae_extended_cr3
        type: b1
      - id: has_architectural_iopl
        -orig-id: VMASST_TYPE_architectural_iopl
        type: b1
      - id: has_runstate_update_flag
        -orig-id: VMASST_TYPE_runstate_update_flag
        type: b1
      - id: reserved1
        type: b26
      - id: has_m2p_strict
        -orig-id: VMASST_TYPE_m2p_strict
        type: b1
      - id: reserved2
        type: b31
  apic_base_register:
    doc: A local APIC's mode and address.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/msr-index.h
    -webide-representation: '{names}'
    instances:
      names:
        value: '(has_bsp ? "bsp " : "") + (has_extd ? "extd " : "") + (has_enable ? "enable " : "")'
    seq:
      - id: reserved1
        type: b8
      - id: has_bsp
        -orig-id: APIC_BASE_BSP
        type: b1
      - id: reserved2
        type: b1
      - id: has_extd
        -orig-id: APIC_BASE_EXTD
        type: b1
      - id: has_enable
        -orig-id: APIC_BASE_ENABLE
        type: b1
      - id: base_low
        -orig-id: APIC_BASE_ADDR_MASK
        type: b20
        doc: Bits 12 to 31 of the address of its registers.
      - id: base_high
        -orig-id: APIC_BASE_ADDR_MASK
        type: b32
        doc: Bits 32 to 63 of it.
  mtrr_cap_register:
    doc: Which memory type range registers there are.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/mtrr.h
    seq:
      - id: num_ranges
        -orig-id: MTRRcap_VCNT
        type: b8
      - id: reserved1
        type: b32
      - id: reserved2
        type: b24
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

meta:
  id: xen_pv_context
  title: State of a PV guest of Xen on x86
  application: Xen
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  imports:
    - x86_xsave_area
    - xen_cpu_policy
    - xen_hvm_states
  endian: le
-orig-id: vcpu_guest_context
doc: |
  The registers of a vcpu of a PV guest, as XEN_DOMCTL_getvcpucontext gives
  them, 5168 octets of a 64-bit guest and 2800 of a 32-bit one; and beside it
  what else a PV guest has: further state of its vcpus, the shared page,
  start_info, page tables. Nothing is parsed before it is asked for.

  All integers are little-endian, whatever the endianness of the stream around
  it: they are an x86 processor's and Xen's on it.
doc-ref:
  - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
  - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
-webide-representation: '{size_text}'
-webide-instances:
  size_text:
    value: _io.size.to_s + " octets"
    doc: How long it is.
instances:
  data:
    -orig-id: context
    pos: 0
    size-eos: true
    doc: All of it as octets.
  guest_64:
    -orig-id: vcpu_guest_context
    pos: 0
    type: vcpu_guest_context_64
    if: _io.size.as<u8> == (5168).as<u8>
    doc: Of a 64-bit guest.
  guest_32:
    -orig-id: vcpu_guest_context
    pos: 0
    type: vcpu_guest_context_32
    if: _io.size.as<u8> == (2800).as<u8>
    doc: Of a 32-bit guest.
types:
  vcpu_guest_context_64:
    -orig-id: vcpu_guest_context
    doc: State of a vcpu of a 64-bit PV guest, 5168 octets.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    -webide-representation: '{user_regs}'
    seq:
      - id: fpu_ctxt
        -orig-id: fpu_ctxt
        size: 512
        type: x86_xsave_area::fxsave_area
      - id: flags
        -orig-id: flags
        type: u8
        doc: VGCF_ flags.
      - id: user_regs
        -orig-id: user_regs
        type: user_regs_64
      - id: trap_ctxt
        -orig-id: trap_ctxt
        size: 4096
        type: trap_table_64
        doc: The virtual IDT, 256 entries.
      - id: ldt_base
        -orig-id: ldt_base
        type: u8
      - id: ldt_ents
        -orig-id: ldt_ents
        -radix: 10
        type: u8
      - id: gdt_frames
        -orig-id: gdt_frames
        type: u8
        repeat: expr
        repeat-expr: 16
        doc: Their pfns in a stream; a live guest's are machine frames.
      - id: gdt_ents
        -orig-id: gdt_ents
        -radix: 10
        type: u8
      - id: kernel_ss
        -orig-id: kernel_ss
        type: u8
      - id: kernel_sp
        -orig-id: kernel_sp
        type: u8
      - id: ctrlregs
        -orig-id: ctrlreg
        type: u8
        repeat: expr
        repeat-expr: 8
        doc: |
          CR0 to CR7. CR3, and of a 64-bit guest CR1 for its user mode, name in
          a stream the pfn of the top page table; CR1's bit 0 tells that it is
          set.
      - id: debugregs
        -orig-id: debugreg
        type: u8
        repeat: expr
        repeat-expr: 8
        doc: DR0 to DR7.
      - id: event_callback_eip
        -orig-id: event_callback_eip
        type: u8
      - id: failsafe_callback_eip
        -orig-id: failsafe_callback_eip
        type: u8
      - id: syscall_callback_eip
        -orig-id: syscall_callback_eip
        type: u8
      - id: vm_assist
        -orig-id: vm_assist
        type: u8
      - id: fs_base
        -orig-id: fs_base
        type: u8
      - id: gs_base_kernel
        -orig-id: gs_base_kernel
        type: u8
      - id: gs_base_user
        -orig-id: gs_base_user
        type: u8
    instances:
      flag_bits:
        pos: 512
        type: u4
        doc: Bits 0 to 31 of `flags`, which all of them are.
      is_i387_valid:
        -orig-id: VGCF_i387_valid
        value: (flag_bits & 0x1) != 0
        doc: Bit 0 of `flag_bits`.
      is_in_kernel:
        -orig-id: VGCF_in_kernel
        value: (flag_bits & 0x4) != 0
        doc: Bit 2 of `flag_bits`.
      failsafe_disables_events:
        -orig-id: VGCF_failsafe_disables_events
        value: (flag_bits & 0x8) != 0
        doc: Bit 3 of `flag_bits`.
      syscall_disables_events:
        -orig-id: VGCF_syscall_disables_events
        value: (flag_bits & 0x10) != 0
        doc: Bit 4 of `flag_bits`.
      is_online:
        -orig-id: VGCF_online
        value: (flag_bits & 0x20) != 0
        doc: Bit 5 of `flag_bits`.
  vcpu_guest_context_32:
    -orig-id: vcpu_guest_context
    doc: State of a vcpu of a 32-bit PV guest, 2800 octets.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    -webide-representation: '{user_regs}'
    seq:
      - id: fpu_ctxt
        -orig-id: fpu_ctxt
        size: 512
        type: x86_xsave_area::fxsave_area
      - id: flags
        -orig-id: flags
        type: u4
        doc: VGCF_ flags.
      - id: user_regs
        -orig-id: user_regs
        type: user_regs_32
      - id: trap_ctxt
        -orig-id: trap_ctxt
        size: 2048
        type: trap_table_32
        doc: The virtual IDT, 256 entries.
      - id: ldt_base
        -orig-id: ldt_base
        type: u4
      - id: ldt_ents
        -orig-id: ldt_ents
        -radix: 10
        type: u4
      - id: gdt_frames
        -orig-id: gdt_frames
        type: u4
        repeat: expr
        repeat-expr: 16
        doc: Their pfns in a stream; a live guest's are machine frames.
      - id: gdt_ents
        -orig-id: gdt_ents
        -radix: 10
        type: u4
      - id: kernel_ss
        -orig-id: kernel_ss
        type: u4
      - id: kernel_sp
        -orig-id: kernel_sp
        type: u4
      - id: ctrlregs
        -orig-id: ctrlreg
        type: u4
        repeat: expr
        repeat-expr: 8
        doc: |
          CR0 to CR7. CR3, and of a 64-bit guest CR1 for its user mode, name in
          a stream the pfn of the top page table; CR1's bit 0 tells that it is
          set.
      - id: debugregs
        -orig-id: debugreg
        type: u4
        repeat: expr
        repeat-expr: 8
        doc: DR0 to DR7.
      - id: event_callback_cs
        -orig-id: event_callback_cs
        type: u4
      - id: event_callback_eip
        -orig-id: event_callback_eip
        type: u4
      - id: failsafe_callback_cs
        -orig-id: failsafe_callback_cs
        type: u4
      - id: failsafe_callback_eip
        -orig-id: failsafe_callback_eip
        type: u4
      - id: vm_assist
        -orig-id: vm_assist
        type: u4
    instances:
      is_i387_valid:
        -orig-id: VGCF_i387_valid
        value: (flags & 0x1) != 0
        doc: Bit 0 of `flags`.
      is_in_kernel:
        -orig-id: VGCF_in_kernel
        value: (flags & 0x4) != 0
        doc: Bit 2 of `flags`.
      failsafe_disables_events:
        -orig-id: VGCF_failsafe_disables_events
        value: (flags & 0x8) != 0
        doc: Bit 3 of `flags`.
      syscall_disables_events:
        -orig-id: VGCF_syscall_disables_events
        value: (flags & 0x10) != 0
        doc: Bit 4 of `flags`.
      is_online:
        -orig-id: VGCF_online
        value: (flags & 0x20) != 0
        doc: Bit 5 of `flags`.
  user_regs_64:
    -orig-id: cpu_user_regs
    doc: |
      General registers of a 64-bit PV vcpu. RDX of vcpu 0 names in a stream the
      pfn of the start_info.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen-x86_64.h
    -webide-representation: 'rip {rip}'
    seq:
      - id: r15
        -orig-id: r15
        type: u8
      - id: r14
        -orig-id: r14
        type: u8
      - id: r13
        -orig-id: r13
        type: u8
      - id: r12
        -orig-id: r12
        type: u8
      - id: rbp
        -orig-id: rbp
        type: u8
      - id: rbx
        -orig-id: rbx
        type: u8
      - id: r11
        -orig-id: r11
        type: u8
      - id: r10
        -orig-id: r10
        type: u8
      - id: r9
        -orig-id: r9
        type: u8
      - id: r8
        -orig-id: r8
        type: u8
      - id: rax
        -orig-id: rax
        type: u8
      - id: rcx
        -orig-id: rcx
        type: u8
      - id: rdx
        -orig-id: rdx
        type: u8
      - id: rsi
        -orig-id: rsi
        type: u8
      - id: rdi
        -orig-id: rdi
        type: u8
      - id: error_code
        -orig-id: error_code
        type: u4
      - id: entry_vector
        -orig-id: entry_vector
        type: u4
      - id: rip
        -orig-id: rip
        type: u8
      - id: cs
        -orig-id: cs
        type: u2
      - id: padding1
        -orig-id: _pad0
        type: u2
        repeat: expr
        repeat-expr: 1
      - id: saved_upcall_mask
        -orig-id: saved_upcall_mask
        type: u1
      - id: padding2
        -orig-id: _pad1
        type: u1
        repeat: expr
        repeat-expr: 3
      - id: rflags
        -orig-id: rflags
        type: u8
      - id: rsp
        -orig-id: rsp
        type: u8
      - id: ss
        -orig-id: ss
        type: u2
      - id: padding3
        -orig-id: _pad2
        type: u2
        repeat: expr
        repeat-expr: 3
      - id: es
        -orig-id: es
        type: u2
      - id: padding4
        -orig-id: _pad3
        type: u2
        repeat: expr
        repeat-expr: 3
      - id: ds
        -orig-id: ds
        type: u2
      - id: padding5
        -orig-id: _pad4
        type: u2
        repeat: expr
        repeat-expr: 3
      - id: fs
        -orig-id: fs
        type: u2
      - id: padding6
        -orig-id: _pad5
        type: u2
        repeat: expr
        repeat-expr: 3
      - id: gs
        -orig-id: gs
        type: u2
      - id: padding7
        -orig-id: _pad6
        type: u2
        repeat: expr
        repeat-expr: 3
  user_regs_32:
    -orig-id: cpu_user_regs
    doc: |
      General registers of a 32-bit PV vcpu. EDX of vcpu 0 names in a stream the
      pfn of the start_info.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen-x86_32.h
    -webide-representation: 'eip {eip}'
    seq:
      - id: ebx
        -orig-id: ebx
        type: u4
      - id: ecx
        -orig-id: ecx
        type: u4
      - id: edx
        -orig-id: edx
        type: u4
      - id: esi
        -orig-id: esi
        type: u4
      - id: edi
        -orig-id: edi
        type: u4
      - id: ebp
        -orig-id: ebp
        type: u4
      - id: eax
        -orig-id: eax
        type: u4
      - id: error_code
        -orig-id: error_code
        type: u2
      - id: entry_vector
        -orig-id: entry_vector
        type: u2
      - id: eip
        -orig-id: eip
        type: u4
      - id: cs
        -orig-id: cs
        type: u2
      - id: saved_upcall_mask
        -orig-id: saved_upcall_mask
        type: u1
      - id: padding1
        -orig-id: _pad0
        type: u1
      - id: eflags
        -orig-id: eflags
        type: u4
      - id: esp
        -orig-id: esp
        type: u4
      - id: ss
        -orig-id: ss
        type: u2
      - id: padding2
        -orig-id: _pad1
        type: u2
      - id: es
        -orig-id: es
        type: u2
      - id: padding3
        -orig-id: _pad2
        type: u2
      - id: ds
        -orig-id: ds
        type: u2
      - id: padding4
        -orig-id: _pad3
        type: u2
      - id: fs
        -orig-id: fs
        type: u2
      - id: padding5
        -orig-id: _pad4
        type: u2
      - id: gs
        -orig-id: gs
        type: u2
      - id: padding6
        -orig-id: _pad5
        type: u2
  trap_table_64:
    doc: |
      The virtual IDT of a 64-bit guest; nothing is parsed before `entries` is
      read.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    instances:
      data:
        -orig-id: trap_ctxt
        pos: 0
        size-eos: true
        doc: All of it as octets.
      entries:
        -orig-id: trap_ctxt
        pos: 0
        type: trap_info_64
        repeat: eos
  trap_info_64:
    -orig-id: trap_info
    doc: Where a trap of the guest goes.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    -webide-representation: '{vector}: {cs}:{address}'
    seq:
      - id: vector
        -orig-id: vector
        type: u1
      - id: flags
        -orig-id: flags
        type: u1
        doc: |
          Bits 0 and 1: from which privilege level on; bit 2: whether it
          disables events.
      - id: cs
        -orig-id: cs
        type: u2
      - id: padding1
        type: u4
      - id: address
        -orig-id: address
        type: u8
  trap_table_32:
    doc: |
      The virtual IDT of a 32-bit guest; nothing is parsed before `entries` is
      read.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    instances:
      data:
        -orig-id: trap_ctxt
        pos: 0
        size-eos: true
        doc: All of it as octets.
      entries:
        -orig-id: trap_ctxt
        pos: 0
        type: trap_info_32
        repeat: eos
  trap_info_32:
    -orig-id: trap_info
    doc: Where a trap of the guest goes.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    -webide-representation: '{vector}: {cs}:{address}'
    seq:
      - id: vector
        -orig-id: vector
        type: u1
      - id: flags
        -orig-id: flags
        type: u1
        doc: |
          Bits 0 and 1: from which privilege level on; bit 2: whether it
          disables events.
      - id: cs
        -orig-id: cs
        type: u2
      - id: address
        -orig-id: address
        type: u4
  ext_vcpucontext:
    -orig-id: xen_domctl_ext_vcpucontext
    doc: |
      How a PV vcpu is called back, and its machine checks: 64 octets since Xen
      4.10, 56 before. The record may hold up to 128.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/domctl.h
    to-string: '"vcpu " + vcpu_id.to_s'
    -webide-representation: 'vcpu {vcpu_id:dec}'
    seq:
      - id: vcpu_id
        -orig-id: vcpu
        -radix: 10
        type: u4
      - id: len_context
        -orig-id: size
        -radix: 10
        type: u4
        doc: Octets that the saving Xen knows of it.
      - id: syscall32_callback_eip
        -orig-id: syscall32_callback_eip
        type: u8
      - id: sysenter_callback_eip
        -orig-id: sysenter_callback_eip
        type: u8
      - id: syscall32_callback_cs
        -orig-id: syscall32_callback_cs
        type: u2
      - id: sysenter_callback_cs
        -orig-id: sysenter_callback_cs
        type: u2
      - id: syscall32_disables_events
        -orig-id: syscall32_disables_events
        type: u1
      - id: sysenter_disables_events
        -orig-id: sysenter_disables_events
        type: u1
      - id: padding1
        type: u2
      - id: vmce
        -orig-id: vmce
        size-eos: true
        type: xen_hvm_states::hvm_vmce_vcpu
  start_info_64:
    -orig-id:
      - start_info
      - start_info_t
    doc: |
      What a 64-bit PV guest is told at its start, and again when it is resumed.
      It is a page of the guest's memory, which the last X86_PV_VCPU_BASIC of
      vcpu 0 names; libxenguest writes it anew on restore.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
    to-string: 'magic'
    -webide-representation: '{magic}'
    seq:
      - id: magic
        -orig-id: magic
        size: 32
        type: strz
        encoding: ISO-8859-1
        doc: xen-3.0-x86_64 or xen-3.0-x86_32p.
      - id: nr_pages
        -orig-id: nr_pages
        -radix: 10
        type: u8
      - id: shared_info
        -orig-id: shared_info
        type: u8
        doc: Address of the shared page, of the machine that saved it.
      - id: flags
        -orig-id:
          - flags
          - SIF_PRIVILEGED
          - SIF_INITDOMAIN
        type: u4
      - id: padding1
        type: u4
      - id: store_mfn
        -orig-id: store_mfn
        type: u8
        doc: 'Xenstore''s page: its pfn in a stream.'
      - id: store_evtchn
        -orig-id: store_evtchn
        -radix: 10
        type: u4
      - id: padding2
        type: u4
      - id: console_mfn
        -orig-id: console.domU.mfn
        type: u8
        doc: 'The console''s page: its pfn in a stream.'
      - id: console_evtchn
        -orig-id: console.domU.evtchn
        -radix: 10
        type: u4
      - id: padding3
        type: u4
      - id: pt_base
        -orig-id: pt_base
        type: u8
      - id: nr_pt_frames
        -orig-id: nr_pt_frames
        type: u8
      - id: mfn_list
        -orig-id: mfn_list
        type: u8
      - id: mod_start
        -orig-id: mod_start
        type: u8
      - id: len_mod
        -orig-id: mod_len
        type: u8
      - id: cmd_line
        -orig-id: cmd_line
        size: 1024
        type: strz
        encoding: ISO-8859-1
      - id: first_p2m_pfn
        -orig-id: first_p2m_pfn
        type: u8
      - id: nr_p2m_frames
        -orig-id: nr_p2m_frames
        type: u8
  start_info_32:
    -orig-id:
      - start_info
      - start_info_t
    doc: |
      What a 32-bit PV guest is told at its start, and again when it is resumed.
      It is a page of the guest's memory, which the last X86_PV_VCPU_BASIC of
      vcpu 0 names; libxenguest writes it anew on restore.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
    to-string: 'magic'
    -webide-representation: '{magic}'
    seq:
      - id: magic
        -orig-id: magic
        size: 32
        type: strz
        encoding: ISO-8859-1
        doc: xen-3.0-x86_64 or xen-3.0-x86_32p.
      - id: nr_pages
        -orig-id: nr_pages
        -radix: 10
        type: u4
      - id: shared_info
        -orig-id: shared_info
        type: u4
        doc: Address of the shared page, of the machine that saved it.
      - id: flags
        -orig-id:
          - flags
          - SIF_PRIVILEGED
          - SIF_INITDOMAIN
        type: u4
      - id: store_mfn
        -orig-id: store_mfn
        type: u4
        doc: 'Xenstore''s page: its pfn in a stream.'
      - id: store_evtchn
        -orig-id: store_evtchn
        -radix: 10
        type: u4
      - id: console_mfn
        -orig-id: console.domU.mfn
        type: u4
        doc: 'The console''s page: its pfn in a stream.'
      - id: console_evtchn
        -orig-id: console.domU.evtchn
        -radix: 10
        type: u4
      - id: pt_base
        -orig-id: pt_base
        type: u4
      - id: nr_pt_frames
        -orig-id: nr_pt_frames
        type: u4
      - id: mfn_list
        -orig-id: mfn_list
        type: u4
      - id: mod_start
        -orig-id: mod_start
        type: u4
      - id: len_mod
        -orig-id: mod_len
        type: u4
      - id: cmd_line
        -orig-id: cmd_line
        size: 1024
        type: strz
        encoding: ISO-8859-1
      - id: first_p2m_pfn
        -orig-id: first_p2m_pfn
        type: u4
      - id: nr_p2m_frames
        -orig-id: nr_p2m_frames
        type: u4
  page_table:
    doc: |
      A PV guest's page table of any level: 512 entries, also of a 32-bit guest,
      which has PAE.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/page.h
    instances:
      entries:
        -orig-id: l1_pgentry_t
        pos: 0
        type: page_table_entry
        repeat: eos
  page_table_entry:
    -orig-id:
      - l1_pgentry_t
      - l2_pgentry_t
      - l3_pgentry_t
      - l4_pgentry_t
    doc: |
      An entry of a page table. In a stream its frame is a pfn; Xen's own are
      machine frames.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/include/asm/page.h
    -webide-representation: 'frame {frame}, {high}:{low}'
    -bits:
      63: is_no_execute
      62-52: available_high
      51-12: frame
      11-9: available
      8: is_global
      7: is_large
      6: is_dirty
      5: is_accessed
      4: is_cache_disabled
      3: is_write_through
      2: is_user
      1: is_writable
      0: is_present
    seq:
      - id: low
        type: u4
        doc: Bits 31 to 0.
      - id: high
        type: u4
        doc: Bits 63 to 32.
    instances:
      is_present:
        -orig-id: _PAGE_PRESENT
        value: (low & 0x1) != 0
        doc: Bit 0 of `low`.
      is_writable:
        -orig-id: _PAGE_RW
        value: (low & 0x2) != 0
        doc: Bit 1 of `low`.
      is_user:
        -orig-id: _PAGE_USER
        value: (low & 0x4) != 0
        doc: Bit 2 of `low`.
      is_write_through:
        -orig-id: _PAGE_PWT
        value: (low & 0x8) != 0
        doc: Bit 3 of `low`.
      is_cache_disabled:
        -orig-id: _PAGE_PCD
        value: (low & 0x10) != 0
        doc: Bit 4 of `low`.
      is_accessed:
        -orig-id: _PAGE_ACCESSED
        value: (low & 0x20) != 0
        doc: Bit 5 of `low`.
      is_dirty:
        -orig-id: _PAGE_DIRTY
        value: (low & 0x40) != 0
        doc: Bit 6 of `low`.
      is_large:
        -orig-id:
          - _PAGE_PSE
          - _PAGE_PAT
        value: (low & 0x80) != 0
        doc: A large page; in level 1 the highest bit of the page attribute.
      is_global:
        -orig-id: _PAGE_GLOBAL
        value: (low & 0x100) != 0
        doc: Bit 8 of `low`.
      available:
        -orig-id: _PAGE_AVAIL
        value: (low >> 9) & 7
        doc: For the guest.
      frame_low:
        value: (low >> 12) & 0xfffff
        doc: Bits 12 to 31.
      frame_high:
        value: (high & 0xfffff).as<u8>
        doc: Bits 32 to 51.
      frame:
        -orig-id: PADDR_MASK
        value: ((frame_high * (0x100000).as<u8>).as<u8> + frame_low.as<u8>).as<u8>
        -webide-parse-mode: eager
        doc: The page that it maps, or the table of the level below.
      available_high:
        -orig-id: _PAGE_AVAIL_HIGH
        value: (high >> 20) & 0x7ff
        doc: For the guest; bits 59 to 62 are the protection key.
      is_no_execute:
        -orig-id: _PAGE_NX
        value: high.as<u4> >= (0x80000000).as<u4>
        doc: Bit 31 of `high`.
  shared_info_64:
    -orig-id:
      - shared_info
      - arch_shared_info
    doc: The page that a 64-bit PV guest shares with Xen, 3136 octets of it.
    doc-ref:
      - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
      - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    seq:
      - id: vcpus
        -orig-id: vcpu_info
        type: vcpu_info_64
        repeat: expr
        repeat-expr: 32
      - id: evtchn_pending_words
        -orig-id: evtchn_pending
        type: u8
        repeat: expr
        repeat-expr: 64
        doc: A bit an event channel.
      - id: evtchn_mask_words
        -orig-id: evtchn_mask
        type: u8
        repeat: expr
        repeat-expr: 64
        doc: A bit an event channel.
      - id: wc_version
        -orig-id: wc_version
        -radix: 10
        type: u4
      - id: wc_sec
        -orig-id: wc_sec
        -radix: 10
        type: u4
        doc: When the host was booted, seconds since 1970, bits 0 to 31.
      - id: wc_nsec
        -orig-id: wc_nsec
        -radix: 10
        type: u4
      - id: wc_sec_hi
        -orig-id: wc_sec_hi
        -radix: 10
        type: u4
        doc: Bits 32 to 63 of `wc_sec`.
      - id: max_pfn
        -orig-id: max_pfn
        type: u8
      - id: pfn_to_mfn_frame_list_list
        -orig-id: pfn_to_mfn_frame_list_list
        type: u8
        doc: A machine frame of the host that saved it, also in a stream.
      - id: nmi_reason
        -orig-id: nmi_reason
        type: u8
      - id: p2m_cr3
        -orig-id: p2m_cr3
        type: u8
        doc: A machine frame of the host that saved it, also in a stream.
      - id: p2m_vaddr
        -orig-id: p2m_vaddr
        type: u8
      - id: p2m_generation
        -orig-id: p2m_generation
        type: u8
      - id: reserved1
        size-eos: true
        type: shared_info_rest
        doc: 'Up to the end of the page: zeros.'
  shared_info_32:
    -orig-id:
      - shared_info
      - arch_shared_info
    doc: The page that a 32-bit PV guest shares with Xen, 2344 octets of it.
    doc-ref:
      - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
      - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    seq:
      - id: vcpus
        -orig-id: vcpu_info
        type: vcpu_info_32
        repeat: expr
        repeat-expr: 32
      - id: evtchn_pending_words
        -orig-id: evtchn_pending
        type: u4
        repeat: expr
        repeat-expr: 32
        doc: A bit an event channel.
      - id: evtchn_mask_words
        -orig-id: evtchn_mask
        type: u4
        repeat: expr
        repeat-expr: 32
        doc: A bit an event channel.
      - id: wc_version
        -orig-id: wc_version
        -radix: 10
        type: u4
      - id: wc_sec
        -orig-id: wc_sec
        -radix: 10
        type: u4
        doc: When the host was booted, seconds since 1970, bits 0 to 31.
      - id: wc_nsec
        -orig-id: wc_nsec
        -radix: 10
        type: u4
      - id: max_pfn
        -orig-id: max_pfn
        type: u4
      - id: pfn_to_mfn_frame_list_list
        -orig-id: pfn_to_mfn_frame_list_list
        type: u4
        doc: A machine frame of the host that saved it, also in a stream.
      - id: nmi_reason
        -orig-id: nmi_reason
        type: u4
      - id: p2m_cr3
        -orig-id: p2m_cr3
        type: u4
        doc: A machine frame of the host that saved it, also in a stream.
      - id: p2m_vaddr
        -orig-id: p2m_vaddr
        type: u4
      - id: p2m_generation
        -orig-id: p2m_generation
        type: u4
      - id: wc_sec_hi
        -orig-id: wc_sec_hi
        -radix: 10
        type: u4
        doc: Bits 32 to 63 of `wc_sec`.
      - id: reserved1
        size-eos: true
        type: shared_info_rest
        doc: 'Up to the end of the page: zeros.'
  shared_info_rest:
    doc: What follows the struct in its page.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
    instances:
      data:
        pos: 0
        size-eos: true
  vcpu_info_64:
    -orig-id:
      - vcpu_info
      - arch_vcpu_info
    doc: What the guest and Xen share of a vcpu.
    doc-ref:
      - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
      - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    -webide-representation: 'pending {evtchn_upcall_pending:dec}, cr2 {cr2}'
    seq:
      - id: evtchn_upcall_pending
        -orig-id: evtchn_upcall_pending
        -radix: 10
        type: u1
      - id: evtchn_upcall_mask
        -orig-id: evtchn_upcall_mask
        -radix: 10
        type: u1
      - id: padding1
        type: u1
        repeat: expr
        repeat-expr: 6
      - id: evtchn_pending_sel
        -orig-id: evtchn_pending_sel
        type: u8
        doc: A bit a word of `evtchn_pending_words`.
      - id: cr2
        -orig-id: cr2
        type: u8
      - id: reserved1
        -orig-id: pad
        type: u8
        repeat: expr
        repeat-expr: 1
      - id: time
        -orig-id: time
        type: vcpu_time_info
  vcpu_info_32:
    -orig-id:
      - vcpu_info
      - arch_vcpu_info
    doc: What the guest and Xen share of a vcpu.
    doc-ref:
      - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
      - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/xen.h
    -webide-representation: 'pending {evtchn_upcall_pending:dec}, cr2 {cr2}'
    seq:
      - id: evtchn_upcall_pending
        -orig-id: evtchn_upcall_pending
        -radix: 10
        type: u1
      - id: evtchn_upcall_mask
        -orig-id: evtchn_upcall_mask
        -radix: 10
        type: u1
      - id: padding1
        type: u1
        repeat: expr
        repeat-expr: 2
      - id: evtchn_pending_sel
        -orig-id: evtchn_pending_sel
        type: u4
        doc: A bit a word of `evtchn_pending_words`.
      - id: cr2
        -orig-id: cr2
        type: u4
      - id: reserved1
        -orig-id: pad
        type: u4
        repeat: expr
        repeat-expr: 5
      - id: time
        -orig-id: time
        type: vcpu_time_info
  vcpu_time_info:
    -orig-id:
      - vcpu_time_info
      - vcpu_time_info_t
    doc: How a vcpu makes its time of its TSC.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
    -webide-representation: 'system_time {system_time}'
    seq:
      - id: version
        -orig-id: version
        -radix: 10
        type: u4
        doc: Odd while it is being written.
      - id: reserved1
        -orig-id: pad0
        type: u4
      - id: tsc_timestamp
        -orig-id: tsc_timestamp
        type: u8
      - id: system_time
        -orig-id: system_time
        -radix: 10
        type: u8
        doc: Nanoseconds since the host's boot, at `tsc_timestamp`.
      - id: tsc_to_system_mul
        -orig-id: tsc_to_system_mul
        type: u4
      - id: tsc_shift
        -orig-id: tsc_shift
        -radix: 10
        type: s1
      - id: flags
        -orig-id: flags
        -since: '4.7'
        type: u1
        doc: 'Bit 0: the TSC is stable; bit 1: the guest was stopped.'
      - id: reserved2
        -orig-id: pad1
        -since: '4.7'
        type: u1
        repeat: expr
        repeat-expr: 2
    instances:
      is_tsc_stable:
        -orig-id: XEN_PVCLOCK_TSC_STABLE_BIT
        value: (flags & 0x1) != 0
        doc: Bit 0 of `flags`.
      is_guest_stopped:
        -orig-id: XEN_PVCLOCK_GUEST_STOPPED
        value: (flags & 0x2) != 0
        doc: Bit 1 of `flags`.
  pv_vcpu_xsave:
    doc: |
      The XSAVE area of a PV vcpu, and two words that Xen puts before it.
      Nothing is parsed before it is asked for, since Xen 4.6 to 4.8 may write
      none.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/arch/x86/domctl.c
    -webide-representation: 'xcr0 {xcr0}'
    instances:
      data:
        -orig-id: context
        pos: 0
        size-eos: true
        doc: All of it as octets.
      xcr0:
        -orig-id: xcr0
        pos: 0
        type: u8
        doc: The components that the vcpu has enabled.
      xcr0_accum:
        -orig-id: xcr0_accum
        pos: 8
        type: u8
        doc: |
          All the components that the vcpu ever had enabled. They decide how
          long the area is.
      enabled:
        -orig-id: xcr0
        pos: 0
        type: x86_xsave_area::xstate_set
        doc: The bits of `xcr0`.
      ever_enabled:
        -orig-id: xcr0_accum
        pos: 8
        type: x86_xsave_area::xstate_set
        doc: The bits of `xcr0_accum`.
      area:
        -orig-id: xsave_area
        pos: 16
        size-eos: true
        type: x86_xsave_area
        if: _io.size.as<u8> >= (16).as<u8>
  pv_vcpu_extension:
    doc: |
      Further state of a PV vcpu, read when it is asked for, since Xen 4.6 to
      4.8 may write none.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/domctl.h
    instances:
      data:
        -orig-id: context
        pos: 0
        size-eos: true
        doc: All of it as octets.
      extension:
        -orig-id: xen_domctl_ext_vcpucontext
        pos: 0
        type: ext_vcpucontext
  shared_info_page:
    doc: |
      The shared page of a PV guest, 4096 octets. X86_PV_INFO tells the guest's
      width, and so which of the two it is.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/xen.h
    instances:
      data:
        -orig-id: shared_info
        pos: 0
        size-eos: true
        doc: All of it as octets.
      guest_64:
        -orig-id: shared_info
        pos: 0
        type: shared_info_64
        doc: As a 64-bit guest sees it.
      guest_32:
        -orig-id: shared_info
        pos: 0
        type: shared_info_32
        doc: As a 32-bit guest sees it.

meta:
  id: xen_hvm_states
  title: States in an HVM save image of Xen
  application: Xen
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  imports:
    - x86_xsave_area
    - xen_cpu_policy
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
-webide-instances:
  size_text:
    value: '_io.size == 0 ? "" : _io.size.to_s + " octets"'
    doc: The size of `data`; empty where that is.
instances:
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
        type: u8
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
        type: u8
      - id: rbx
        -orig-id: rbx
        type: u8
      - id: rcx
        -orig-id: rcx
        type: u8
      - id: rdx
        -orig-id: rdx
        type: u8
      - id: rbp
        -orig-id: rbp
        type: u8
      - id: rsi
        -orig-id: rsi
        type: u8
      - id: rdi
        -orig-id: rdi
        type: u8
      - id: rsp
        -orig-id: rsp
        type: u8
      - id: r8
        -orig-id: r8
        type: u8
      - id: r9
        -orig-id: r9
        type: u8
      - id: r10
        -orig-id: r10
        type: u8
      - id: r11
        -orig-id: r11
        type: u8
      - id: r12
        -orig-id: r12
        type: u8
      - id: r13
        -orig-id: r13
        type: u8
      - id: r14
        -orig-id: r14
        type: u8
      - id: r15
        -orig-id: r15
        type: u8
      - id: rip
        -orig-id: rip
        type: u8
      - id: rflags
        -orig-id: rflags
        type: u8
      - id: cr0
        -orig-id: cr0
        type: u8
      - id: cr2
        -orig-id: cr2
        type: u8
      - id: cr3
        -orig-id: cr3
        type: u8
      - id: cr4
        -orig-id: cr4
        type: u8
      - id: dr0
        -orig-id: dr0
        type: u8
      - id: dr1
        -orig-id: dr1
        type: u8
      - id: dr2
        -orig-id: dr2
        type: u8
      - id: dr3
        -orig-id: dr3
        type: u8
      - id: dr6
        -orig-id: dr6
        type: u8
      - id: dr7
        -orig-id: dr7
        type: u8
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
        type: u8
      - id: ds_base
        -orig-id: ds_base
        type: u8
      - id: es_base
        -orig-id: es_base
        type: u8
      - id: fs_base
        -orig-id: fs_base
        type: u8
      - id: gs_base
        -orig-id: gs_base
        type: u8
      - id: ss_base
        -orig-id: ss_base
        type: u8
      - id: tr_base
        -orig-id: tr_base
        type: u8
      - id: ldtr_base
        -orig-id: ldtr_base
        type: u8
      - id: idtr_base
        -orig-id: idtr_base
        type: u8
      - id: gdtr_base
        -orig-id: gdtr_base
        type: u8
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
        type: u8
      - id: sysenter_esp
        -orig-id: sysenter_esp
        type: u8
      - id: sysenter_eip
        -orig-id: sysenter_eip
        type: u8
      - id: shadow_gs
        -orig-id: shadow_gs
        type: u8
      - id: msr_flags
        -orig-id: msr_flags
        type: u8
        doc: Without a meaning since Xen 4.1.
      - id: msr_lstar
        -orig-id: msr_lstar
        type: u8
      - id: msr_star
        -orig-id: msr_star
        type: u8
      - id: msr_cstar
        -orig-id: msr_cstar
        type: u8
      - id: msr_syscall_mask
        -orig-id: msr_syscall_mask
        type: u8
      - id: msr_efer
        -orig-id: msr_efer
        type: u8
      - id: msr_tsc_aux
        -orig-id: msr_tsc_aux
        -since: '3.4'
        type: u8
        if: not is_compat
      - id: tsc
        -orig-id: tsc
        type: u8
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
        type: u8
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
        type: u8
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
        type: u8
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
        type: u8
  hvm_pci_irqs:
    -orig-id: hvm_hw_pci_irqs
    doc: Which INTx lines of PCI are asserted.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
    seq:
      - id: lines
        -orig-id:
          - pad
          - i
        type: u8
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
        type: u8
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
        type: u8
      - id: reserved1
        -orig-id: res0
        type: u8
      - id: config
        -orig-id: config
        type: u8
      - id: reserved2
        -orig-id: res1
        type: u8
      - id: isr
        -orig-id: isr
        type: u8
        doc: Interrupt status.
      - id: reserved3
        -orig-id: res2
        type: u8
        repeat: expr
        repeat-expr: 25
      - id: mc64
        -orig-id: mc64
        type: u8
        doc: The main counter.
      - id: reserved4
        -orig-id: res3
        type: u8
      - id: timers
        -orig-id: timers
        type: hpet_timer
        repeat: expr
        repeat-expr: 3
      - id: reserved5
        -orig-id: res5
        type: u8
        repeat: expr
        repeat-expr: 84
      - id: periods
        -orig-id: period
        type: u8
        repeat: expr
        repeat-expr: 3
  hpet_timer:
    doc: A comparator.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
    seq:
      - id: config
        -orig-id: config
        type: u8
      - id: cmp
        -orig-id: cmp
        type: u8
        doc: What the counter is compared with.
      - id: fsb
        -orig-id: fsb
        type: u8
        doc: Where its interrupt goes, as a message.
      - id: reserved1
        -orig-id: res4
        type: u8
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
        type: u8
      - id: ranges
        -orig-id: msr_mtrr_var
        type: mtrr_range
        repeat: expr
        repeat-expr: 8
      - id: fixed_ranges
        -orig-id: msr_mtrr_fixed
        type: u8
        repeat: expr
        repeat-expr: 11
        doc: |
          FIX64K_00000, FIX16K_80000, FIX16K_A0000, FIX4K_C0000, and on by
          0x8000 to FIX4K_F8000.
      - id: msr_mtrr_cap
        -orig-id: msr_mtrr_cap
        type: u8
        doc: 'Bits 0 to 7: how many variable ranges there are.'
      - id: msr_mtrr_def_type
        -orig-id: msr_mtrr_def_type
        type: u8
  mtrr_range:
    doc: A variable range.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
    -webide-representation: '{base} {mask}'
    seq:
      - id: base
        -orig-id: MTRR_PHYSBASE
        type: u8
      - id: mask
        -orig-id: MTRR_PHYSMASK
        type: u8
  hvm_viridian_domain:
    -orig-id: hvm_viridian_domain_context
    doc: Hyper-V's MSRs of a domain.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
    seq:
      - id: hypercall_gpa
        -orig-id: hypercall_gpa
        type: u8
      - id: guest_os_id
        -orig-id: guest_os_id
        type: u8
      - id: time_ref_count
        -orig-id: time_ref_count
        type: u8
      - id: reference_tsc
        -orig-id: reference_tsc
        type: u8
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
        type: u8
        doc: Ignored.
      - id: xcr0
        -orig-id: xcr0
        type: u8
        doc: The components that the vcpu has enabled.
      - id: xcr0_accum
        -orig-id: xcr0_accum
        type: u8
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
        type: u8
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
        type: u8
        if: not _io.eof
      - id: sint_msrs
        -orig-id: sint_msr
        -since: '4.13'
        type: u8
        repeat: expr
        repeat-expr: 16
        if: not _io.eof
      - id: stimer_config_msrs
        -orig-id: stimer_config_msr
        -since: '4.13'
        type: u8
        repeat: expr
        repeat-expr: 4
        if: not _io.eof
      - id: stimer_count_msrs
        -orig-id: stimer_count_msr
        -since: '4.13'
        type: u8
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
        type: u8
        doc: MCG_CAP.
      - id: mci_ctl2_bank0
        -orig-id: mci_ctl2_bank0
        type: u8
      - id: mci_ctl2_bank1
        -orig-id: mci_ctl2_bank1
        type: u8
      - id: mcg_ext_ctl
        -orig-id: mcg_ext_ctl
        -since: '4.10'
        type: u8
        if: not _io.eof
  hvm_tsc_adjust:
    -orig-id: hvm_tsc_adjust
    doc: A vcpu's IA32_TSC_ADJUST.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
    seq:
      - id: tsc_adjust
        -orig-id: tsc_adjust
        type: u8
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

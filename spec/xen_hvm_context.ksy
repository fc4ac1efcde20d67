meta:
  id: xen_hvm_context
  title: HVM save image of Xen (HVM_CONTEXT)
  application: Xen
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  imports:
    - xen_hvm_states
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
-webide-instances:
  size_text:
    value: _io.size.to_s + " octets"
    doc: How long it is.
instances:
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

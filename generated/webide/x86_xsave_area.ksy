# Generated from spec/x86_xsave_area.ksy
# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.
meta:
  id: x86_xsave_area
  title: Area of x86's XSAVE instruction, standard format
  application: Xen
  tags:
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
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

# Generated from spec/legacy_migration.ksy
# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.
meta:
  id: legacy_migration
  title: Beginning of a legacy Xen migration stream
  application: Xen (libxc before 4.6)
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  endian: le
doc: |
  What stands in a saved or migrating domain of Xen before 4.6 where a newer one
  has `libxc_migration`. It has no magic, and names neither its guest nor the
  width of the toolstack that wrote it, although most of its words are unsigned
  longs of that width. Described is what tells them, and no more: a newer Xen
  takes such a stream from a converter only.
doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
-webide-representation: '{header}'
seq:
  - id: header
    type: legacy_header
  - id: extended_info
    type: legacy_extended_info(header.is_64_bit)
    if: header.is_pv
  - id: chunk
    type: legacy_chunk(header.is_64_bit)
    if: not header.is_pv
    doc: The first one of an HVM guest.
types:
  legacy_header:
    doc: |
      How many pfns the guest has, and what can be told of the words around it.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
    to-string: 'p2m_size.to_s + " pfns"'
    -webide-representation: '{p2m_size:dec} pfns'
    seq:
      - id: p2m_size
        -orig-id: p2m_size
        -radix: 10
        type: u4
        doc: An unsigned long; of a 64-bit toolstack its lower half.
      - id: p2m_size_high
        type: u4
        if: is_64_bit
        doc: The upper half, 0.
    instances:
      second_word:
        pos: 4
        type: u4
        doc: |
          0 from a 64-bit toolstack; from another the extended info's signature,
          or a chunk's kind.
      third_word:
        pos: 8
        type: u4
        doc: From a 64-bit toolstack half the signature, or a chunk's kind.
      fourth_word:
        pos: 12
        type: u4
        doc: From a 64-bit toolstack the other half, or the first of a chunk.
      is_64_bit:
        value: second_word.as<u4> == (0).as<u4>
        doc: Whether an unsigned long of the toolstack had 8 octets.
      is_pv:
        value: |
          second_word.as<u4> == (0xffffffff).as<u4> or
          (second_word.as<u4> == (0).as<u4>
          and third_word.as<u4> == (0xffffffff).as<u4>
          and fourth_word.as<u4> == (0xffffffff).as<u4>)
        doc: Whether a PV guest's extended info follows.
  legacy_extended_info:
    -orig-id: extended-info
    doc: |
      What a PV guest's stream has before its p2m table: blocks that tell the
      size of a vcpu's context, among them.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
    to-string: 'len_blocks.to_s + " octets"'
    -webide-representation: '{len_blocks:dec} octets'
    params:
      - id: is_64_bit
        type: bool
        doc: Whether an unsigned long of the toolstack had 8 octets.
    seq:
      - id: signature
        -orig-id: signature
        type: u4
        doc: An unsigned long, all ones.
      - id: signature_high
        type: u4
        if: is_64_bit
        doc: The upper half of it.
      - id: len_blocks
        type: u4
        doc: Octets of extended info that follow.
  legacy_chunk:
    doc: A batch of pages, or something else by the id.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
    -webide-representation: '{header}'
    params:
      - id: is_64_bit
        type: bool
        doc: Whether an unsigned long of the toolstack had 8 octets.
    seq:
      - id: header
        type: legacy_chunk_header
      - id: batch
        size: len_batch
        type: legacy_batch(is_64_bit)
        if: header.is_batch
        doc: The contents follow of those pages that have any.
    instances:
      len_batch:
        value: 'is_64_bit ? (header.kind.as<u8> * 8).as<u8> : (header.kind.as<u8> * 4).as<u8>'
        doc: Octets of its entries.
  legacy_chunk_header:
    doc: What a chunk is.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
    -webide-representation: '{kind} {chunk_id}'
    seq:
      - id: kind
        -orig-id: chunk type
        type: u4
        doc: |
          A signed number: the pages of a batch, 0 at the end of memory, or the
          negative of an id.
    instances:
      is_batch:
        value: kind.as<u4> < (0x80000000).as<u4>
        doc: Whether pages follow, none at the end of memory.
      num_pages:
        value: kind
        if: kind.as<u4> < (0x80000000).as<u4>
        doc: How many, at most 1024.
      chunk_id:
        value: (((0xffffffff).as<u4> - kind.as<u4>).as<u4> + 1).as<u4>
        enum: legacy_chunk_id
        if: kind.as<u4> >= (0x80000000).as<u4>
        -webide-parse-mode: eager
        doc: What else it is.
  legacy_batch:
    doc: One entry a page; nothing is parsed before `entries` is read.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
    params:
      - id: is_64_bit
        type: bool
        doc: Whether an unsigned long of the toolstack had 8 octets.
    instances:
      entries:
        -orig-id: PFN array
        pos: 0
        type: legacy_batch_entry(is_64_bit)
        repeat: eos
  legacy_batch_entry:
    doc: A page's type and its pfn, an unsigned long.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.5.0/tools/libxc/xg_save_restore.h
    -webide-representation: 'pfn {pfn}, type {page_type}'
    params:
      - id: is_64_bit
        type: bool
        doc: Whether an unsigned long of the toolstack had 8 octets.
    seq:
      - id: word
        type: u4
        -bits:
          31-28: page_type
          27-0: pfn
        doc: Of a 64-bit toolstack the lower half.
      - id: word_high
        type: u4
        if: is_64_bit
        doc: The upper half, 0.
    instances:
      page_type:
        -orig-id: XEN_DOMCTL_PFINFO_LTAB_MASK
        value: (word >> 28).as<u4>
        doc: The same numbers as `page_type` of `libxc_migration` has.
      pfn:
        value: (word & 0xfffffff).as<u4>
        doc: The frame's number in the guest's own memory.
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
enums:
  legacy_chunk_id:
    1:
      id: enable_verify_mode
      -orig-id: XC_SAVE_ID_ENABLE_VERIFY_MODE
      doc: All memory comes once more, to be compared.
    2:
      id: vcpu_info
      -orig-id: XC_SAVE_ID_VCPU_INFO
      doc: Which vcpus there are.
    3:
      id: hvm_ident_pt
      -orig-id: XC_SAVE_ID_HVM_IDENT_PT
      doc: The parameter of that name, as those of an HVM guest below are.
    4:
      id: hvm_vm86_tss
      -orig-id: XC_SAVE_ID_HVM_VM86_TSS
      doc: A parameter of an HVM guest.
    5:
      id: tmem
      -orig-id: XC_SAVE_ID_TMEM
      doc: Transcendent memory.
    6:
      id: tmem_extra
      -orig-id: XC_SAVE_ID_TMEM_EXTRA
      doc: More of it.
    7:
      id: tsc_info
      -orig-id: XC_SAVE_ID_TSC_INFO
      doc: The time stamp counter.
    8:
      id: hvm_console_pfn
      -orig-id: XC_SAVE_ID_HVM_CONSOLE_PFN
      doc: A parameter of an HVM guest.
    9:
      id: last_checkpoint
      -orig-id: XC_SAVE_ID_LAST_CHECKPOINT
      doc: No checkpoint follows this one.
    10:
      id: hvm_acpi_ioports_location
      -orig-id: XC_SAVE_ID_HVM_ACPI_IOPORTS_LOCATION
      doc: A parameter of an HVM guest.
    11:
      id: hvm_viridian
      -orig-id: XC_SAVE_ID_HVM_VIRIDIAN
      doc: A parameter of an HVM guest.
    12:
      id: compressed_data
      -orig-id: XC_SAVE_ID_COMPRESSED_DATA
      doc: Pages of a checkpoint, compressed.
    13:
      id: enable_compression
      -orig-id: XC_SAVE_ID_ENABLE_COMPRESSION
      doc: Pages of later checkpoints are compressed.
    14:
      id: hvm_generation_id_addr
      -orig-id: XC_SAVE_ID_HVM_GENERATION_ID_ADDR
      doc: A parameter of an HVM guest.
    15:
      id: hvm_paging_ring_pfn
      -orig-id: XC_SAVE_ID_HVM_PAGING_RING_PFN
      doc: A parameter of an HVM guest.
    16:
      id: hvm_access_ring_pfn
      -orig-id: XC_SAVE_ID_HVM_ACCESS_RING_PFN
      doc: A parameter of an HVM guest.
    17:
      id: hvm_sharing_ring_pfn
      -orig-id: XC_SAVE_ID_HVM_SHARING_RING_PFN
      doc: A parameter of an HVM guest.
    18:
      id: toolstack
      -orig-id: XC_SAVE_ID_TOOLSTACK
      doc: A blob of the toolstack's.
    19:
      id: hvm_ioreq_server_pfn
      -orig-id: XC_SAVE_ID_HVM_IOREQ_SERVER_PFN
      doc: A parameter of an HVM guest.
    20:
      id: hvm_nr_ioreq_server_pages
      -orig-id: XC_SAVE_ID_HVM_NR_IOREQ_SERVER_PAGES
      doc: A parameter of an HVM guest.

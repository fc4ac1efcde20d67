meta:
  id: libxc_migration
  title: Xen libxc migration stream (v2, v3)
  application: Xen (libxenguest)
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  imports:
    - xen_cpu_policy
    - xen_hvm_context
    - xen_pv_context
  endian: be
doc: |
  The memory and the processor state of a saved or migrating Xen domain, as
  libxenguest (libxc) writes it since Xen 4.6.

  A stream is an image header (always big-endian), a domain header, and records
  up to END. The endianness of everything after the image header is told by the
  image header. Embedded in a libxl stream, it may also pause at a CHECKPOINT
  (Remus, COLO), where libxl's records go on, and after them records without new
  headers. What a stream has to hold, and in which order, depends on the type of
  the guest: see `content`.

  Version 2 is written by Xen 4.6 to 4.13, version 3 by Xen 4.14 and later. A
  release writes its own version alone. It has to read that and the version of
  the release before it, and may read older ones: Xen since 4.14 reads both.
  Version 3 is version 2 with the records STATIC_DATA_END, X86_CPUID_POLICY and
  X86_MSR_POLICY, of which the first is mandatory and has to come before any
  memory and any registers. A reader of version 2 acts as if STATIC_DATA_END
  stood where it first meets memory: right before X86_PV_P2M_FRAMES of a PV
  guest, right before the first PAGE_DATA of an HVM guest.

  Whoever saves sets reserved fields, reserved bits and padding to zero. Whoever
  restores ignores what they hold. All integers are aligned to their size.

  The format grows by new types of records. A type that has been written once
  never changes; a change of the headers needs a new version, and the image
  header may only get more fields at its end.

  `xl save`, libvirt and xapi wrap this stream in containers of their own. See
  `xl_save_image.ksy` and `libxl_migration.ksy` for the first.

  Only the magic is validated. Reserved fields, padding, lengths and versions
  are plain fields, so that a broken stream still opens up to its fault.
doc-ref:
  - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc
  - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/libs/guest/xg_sr_stream_format.h
-webide-representation: '{header}, {contents}'
seq:
  - id: header
    -orig-id: ihdr
    type: image_header
  - id: contents
    type: content(header.is_le, false, true)
    doc: All that is in the endianness which the image header tells.
types:
  embedded_stream:
    doc: |
      A stream within a libxl stream: it ends with END, or pauses after a
      CHECKPOINT.

      In a checkpointed stream (Remus, COLO) every CHECKPOINT closes a
      consistent view of the domain and hands the wire to libxl, whose records
      follow up to CHECKPOINT_END. Then libxc's records go on as `content`
      without a domain header: no header and no static data is sent again, only
      the memory that changed and the state of the devices and vcpus. That
      repeats until the sender stops or fails. A receiver keeps what it read
      since the last complete checkpoint to itself, and if the sender is lost,
      it drops that and runs the guest from the checkpoint.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L585
    -webide-representation: '{header}, {contents}'
    seq:
      - id: header
        -orig-id: ihdr
        type: image_header
      - id: contents
        type: content(header.is_le, true, true)
        doc: Like that of a bare stream, up to the first CHECKPOINT.
  blob:
    doc: |
      Octets that are not described further, or not before they are asked for:
      nothing is copied until `data` is read.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc
    -webide-representation: '{size_text}'
    -webide-instances:
      size_text:
        value: '_io.size == 0 ? "" : _io.size.to_s + " octets"'
        doc: The size of `data`; empty where that is.
    instances:
      data:
        pos: 0
        size-eos: true
  image_header:
    -orig-id: xc_sr_ihdr
    doc: |
      Identifies the stream. Big-endian, whatever the stream's endianness.

      A legacy stream, which Xen before 4.6 wrote, has no such header: its first
      8 octets, where this one has the marker, are not all ones. Its octets 4 to
      7 tell what wrote it. They are zero from a 64-bit toolstack, where they
      are the upper half of the number of pfns. From a 32-bit toolstack they are
      not: all ones for a PV guest, which is the id of its extended info, and
      for an HVM guest a positive number of pages or the negative type of a
      chunk. No tool writes it any more, and none but a converter has to read
      it: it is rewritten as a stream of this format, which `xen_major` 0 tells.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L93
    to-string: '"version " + version.to_s'
    -webide-representation: 'version {version:dec}'
    seq:
      - id: marker
        -orig-id:
          - marker
          - IHDR_MARKER
        type: u4
        valid: (0xffffffff).as<u4>
        repeat: expr
        repeat-expr: 2
        doc: |
          64 bits, all ones. A legacy stream (before Xen 4.6) has a zero bit
          among them.
      - id: ident
        -orig-id:
          - id
          - IHDR_ID
        type: u4
        valid: 0x58454e46
        doc: '"XENF"'
      - id: version
        -orig-id: version
        -radix: 10
        type: u4
        doc: 2 from Xen 4.6 to 4.13, 3 since Xen 4.14.
      - id: options
        -orig-id: options
        type: u2
        -bits:
          15-1: reserved_options
          0: endianness
        doc: Flags; Xen on x86 always writes 0.
      - id: reserved1
        -orig-id: _res1
        type: u2
      - id: reserved2
        -orig-id: _res2
        type: u4
    instances:
      is_le:
        -orig-id: IHDR_OPT_LITTLE_ENDIAN
        value: (options & 1) == 0
        doc: Whether all after this header is little-endian.
      endianness:
        -orig-id: _IHDR_OPT_ENDIAN
        value: (options & 1).as<u2>
        enum: endianness
        -webide-parse-mode: eager
        doc: Of all after this header. Xen restores little-endian alone.
      reserved_options:
        value: options & 0xfffe
        doc: Bits 1 to 15 of the options, in their places.
  pfn_table:
    doc: |
      One entry a pfn, in any order. Nothing is parsed before `entries` is read,
      since a stream has millions of them.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L273
    -webide-representation: '{_parent.header.num_pfns:dec} pfns'
    params:
      - id: is_le
        type: bool
        doc: Whether integers are little-endian, which the image header tells.
    instances:
      entries:
        -orig-id: pfn
        pos: 0
        type: pfn_entry(is_le)
        repeat: eos
        doc: The pages whose type has contents follow the table in this order.
  pfn_entry:
    meta:
      endian:
        switch-on: is_le
        cases:
          true: le
          false: be
    doc: |
      A 64-bit word: a page's type and its pfn. It is read as two 32-bit words,
      which every language can take apart exactly.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L273
    -webide-representation: '{page_type} pfn {pfn}'
    params:
      - id: is_le
        type: bool
        doc: Whether integers are little-endian, which the image header tells.
    -bits:
      63-60: page_type
      59-52: reserved1
      51-0: pfn
    seq:
      - id: word0
        type: u4
        doc: The half that comes first in the stream.
      - id: word1
        type: u4
        doc: The half that comes second.
    instances:
      low:
        value: 'is_le ? word0 : word1'
        doc: Bits 31 to 0.
      high:
        value: 'is_le ? word1 : word0'
        doc: Bits 63 to 32.
      pfn_high:
        value: (high & 0xfffff).as<u8>
        doc: Bits 51 to 32.
      pfn:
        -orig-id: PAGE_DATA_PFN_MASK
        value: ((pfn_high * (0x100000000).as<u8>).as<u8> + low.as<u8>).as<u8>
        -webide-parse-mode: eager
        doc: The frame's number in the guest's own memory.
      reserved1:
        value: (high >> 20) & 0xff
        doc: Zero.
      page_type:
        -orig-id: PAGE_DATA_TYPE_MASK
        value: '((is_le ? word1 : word0) >> 28).as<u4>'
        enum: page_type
        -webide-parse-mode: eager
        doc: |
          What the page is, and whether its contents are in the record: they are
          for types 0 to 4 and 9 to 12.
  content:
    meta:
      endian:
        switch-on: is_le
        cases:
          true: le
          false: be
    doc: |
      The domain header and the records. All types that depend on the stream's
      endianness are nested here.

      A PV guest is written in this order:

      1. X86_PV_INFO, X86_CPUID_POLICY, X86_MSR_POLICY, STATIC_DATA_END (version
         2 has the first alone)
      2. X86_PV_P2M_FRAMES
      3. PAGE_DATA, as many as there are
      4. X86_TSC_INFO
      5. SHARED_INFO
      6. for each vcpu that is online X86_PV_VCPU_BASIC, X86_PV_VCPU_EXTENDED,
         X86_PV_VCPU_XSAVE, X86_PV_VCPU_MSRS
      7. END

      Of these X86_PV_INFO, X86_PV_P2M_FRAMES, PAGE_DATA and the vcpus' records
      depend each on the ones before, and have to be there in this order.

      An HVM guest (PVH is one to this format) is written in this order:

      1. X86_CPUID_POLICY, X86_MSR_POLICY, STATIC_DATA_END (not in version 2)
      2. PAGE_DATA, as many as there are
      3. X86_TSC_INFO
      4. HVM_CONTEXT
      5. HVM_PARAMS
      6. END

      Xen's specification asks for HVM_PARAMS before HVM_CONTEXT, since some
      parameters decide what is valid in the context. Yet every Xen from 4.6 to
      4.21 writes the context first, and restores either order: a reader that
      insists on the specification refuses every real image.

      Nothing else may be assumed of the order of records. A live migration
      sends a page again as often as the guest writes to it, so that a pfn may
      come many times; its last contents count. After VERIFY, which a live
      migration writes for debugging, all of memory comes once more. In a
      checkpointed stream CHECKPOINT stands in the place of END, and all from
      PAGE_DATA on comes again after it.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L684
    -webide-representation: '{domain} ({num_records:dec} records)'
    -webide-instances:
      num_records:
        value: records.size
        doc: How many there are.
    params:
      - id: is_le
        type: bool
        doc: Whether integers are little-endian, which the image header tells.
      - id: is_embedded
        type: bool
        doc: Whether a CHECKPOINT pauses the records, as it does within libxl.
      - id: has_domain
        type: bool
        doc: Whether a domain header comes first; not so after a checkpoint.
    seq:
      - id: domain
        -orig-id: dhdr
        type: domain_header
        if: has_domain
      - id: records
        type: record
        repeat: until
        repeat-until: |
          _.header.record_type == record_type::end or
          (is_embedded and _.header.record_type == record_type::checkpoint)
    types:
      domain_header:
        -orig-id: xc_sr_dhdr
        doc: General properties of the domain.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L142
        -webide-representation: '{domain_type}, Xen {xen_major:dec}.{xen_minor:dec}'
        seq:
          - id: type_id
            -orig-id: type
            type: u4
            doc: The number of `domain_type`.
          - id: page_shift
            -orig-id: page_shift
            -radix: 10
            type: u2
            doc: |
              The logarithm of a guest page's size, to the base 2: always 12,
              for 4096 octets. Xen restores no other.
          - id: reserved1
            -orig-id: _res1
            type: u2
          - id: xen_major
            -orig-id: xen_major
            -radix: 10
            type: u4
            doc: |
              Major version of the Xen that saved the domain; 0 in a stream that
              was converted from a legacy one.
          - id: xen_minor
            -orig-id: xen_minor
            -radix: 10
            type: u4
            doc: |
              Minor version of that Xen; of the converter where `xen_major`
              is 0.
        instances:
          domain_type:
            value: type_id
            enum: domain_type
            -webide-parse-mode: eager
      record:
        doc: |
          A header, a body, and zeros that pad the body to a multiple of 8
          octets.

          Records whose type has bit 31 set are optional: a reader may pass over
          the body of one that it does not know. All others are mandatory: a
          reader that meets one which it does not know, or cannot make use of,
          has to refuse the stream. That holds for a known type, too, which the
          type of the guest does not have. No optional type is in use so far.

          Some types are signals and have no body. All others carry data, and
          one without any should be left out. Xen 4.6 to 4.8 may write
          HVM_PARAMS, X86_PV_VCPU_EXTENDED, X86_PV_VCPU_XSAVE and
          X86_PV_VCPU_MSRS with nothing but their headers all the same: a reader
          has to take these and ignore them.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L179
        -webide-representation: '{header.record_type} {body}'
        seq:
          - id: header
            -orig-id: rhdr
            type: record_header
          - id: body
            -orig-id: body
            size: header.len_body
            type:
              switch-on: header.record_type
              cases:
                'record_type::page_data': page_data
                'record_type::x86_pv_info': x86_pv_info
                'record_type::x86_pv_p2m_frames': x86_pv_p2m_frames
                'record_type::x86_pv_vcpu_basic': x86_pv_vcpu_basic
                'record_type::x86_pv_vcpu_extended': x86_pv_vcpu_extended
                'record_type::x86_pv_vcpu_xsave': x86_pv_vcpu_xsave
                'record_type::shared_info': shared_info
                'record_type::x86_tsc_info': x86_tsc_info
                'record_type::hvm_context': xen_hvm_context
                'record_type::hvm_params': hvm_params
                'record_type::x86_pv_vcpu_msrs': x86_pv_vcpu_msrs
                'record_type::checkpoint_dirty_pfn_list': checkpoint_dirty_pfn_list
                'record_type::x86_cpuid_policy': xen_cpu_policy
                'record_type::x86_msr_policy': xen_cpu_policy::msr_list
                _: blob
            -show: inline
          - id: padding
            -orig-id: padding
            size: header.len_padding
            type: blob
            if: header.len_padding != 0
            doc: Zeros, up to the next multiple of 8.
      record_header:
        -orig-id: xc_sr_rhdr
        doc: What a record is, and how long.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L179
        -webide-representation: '{record_type}, {len_body:dec} octets'
        seq:
          - id: type_id
            -orig-id: type
            type: u4
            doc: The number of `record_type`, also where that has no name.
          - id: len_body
            -orig-id:
              - length
              - body_length
            type: u4
            doc: |
              Octets in the body, its padding not counted. Restore takes 8 MiB
              at most up to Xen 4.9, 128 MiB (REC_LENGTH_MAX) since Xen 4.10.
        instances:
          record_type:
            value: type_id
            enum: record_type
            -webide-parse-mode: eager
          len_padding:
            value: (8 - len_body % 8) % 8
            doc: Octets of zeros after the body (REC_ALIGN).
          is_optional:
            -orig-id: REC_TYPE_OPTIONAL
            value: type_id >= (0x80000000).as<u4>
            doc: |
              Bit 31 of the type: a reader that does not know the record may
              skip it.
      page_data:
        doc: |
          Memory, as a table of pfns and the contents of those that have one.
          Most of a stream are such records. Xen describes up to 1024 pfns in
          each, an HVM guest's in steps of 4 MiB, so that a record may well hold
          no contents at all.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L273
        -webide-representation: '{header}'
        seq:
          - id: header
            -orig-id: xc_sr_rec_page_data_header
            type: page_data_header
          - id: pfns
            -orig-id: pfn
            size: header.len_pfns
            type: pfn_table(_parent._parent.is_le)
          - id: pages
            -orig-id: page_data
            size-eos: true
            type: page_contents
      page_data_header:
        -orig-id: xc_sr_rec_page_data_header
        doc: How many pfns the record describes.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L273
        to-string: 'num_pfns.to_s + " pfns"'
        -webide-representation: '{num_pfns:dec} pfns'
        seq:
          - id: num_pfns
            -orig-id: count
            -radix: 10
            type: u4
            doc: Entries in the table, at least 1.
          - id: reserved1
            -orig-id: _res1
            type: u4
        instances:
          len_pfns:
            value: (num_pfns.as<u8> * 8).as<u8>
            doc: Octets in the table of pfns.
      page_contents:
        doc: |
          The contents of the pages, one after the other: a page of 4096 octets
          for each pfn whose type has contents, in the order of the table. Two
          kinds of a PV guest's pages are described in `xen_pv_context.ksy`: a
          page table, by the type of its pfn, and the start_info, which vcpu 0
          names.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L273
        instances:
          pages:
            -orig-id: page_data
            pos: 0
            size: 4096
            type: blob
            repeat: eos
      x86_pv_info:
        -orig-id: xc_sr_rec_x86_pv_info
        doc: |
          The width of a PV guest and the depth of its page tables. Xen restores
          4 octets with 3 levels and 8 octets with 4 levels.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L362
        to-string: 'guest_width.to_s + " octets wide, " + num_pt_levels.to_s + " levels"'
        -webide-representation: '{guest_width:dec} octets wide, {num_pt_levels:dec} levels'
        seq:
          - id: guest_width
            -orig-id: guest_width
            -radix: 10
            type: u1
            doc: Octets in a guest's word, 4 or 8.
          - id: num_pt_levels
            -orig-id: pt_levels
            -radix: 10
            type: u1
            doc: Levels of page tables, 3 or 4.
          - id: reserved1
            -orig-id: _res
            type: u2
          - id: reserved2
            -orig-id: _res
            type: u4
      x86_pv_p2m_frames:
        -orig-id: xc_sr_rec_x86_pv_p2m_frames
        doc: |
          Where a PV guest keeps its p2m table, the array by pfn of all its
          machine frames. An entry is `guest_width` octets, so that a frame of
          it describes 4096 / `guest_width` pfns; there is one frame for each
          such run of pfns from the one that has `start_pfn` to the one that has
          `end_pfn`.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L380
        -webide-representation: 'pfns {start_pfn} to {end_pfn}'
        seq:
          - id: start_pfn
            -orig-id:
              - start_pfn
              - p2m_start_pfn
            type: u4
            doc: First pfn that the frames describe.
          - id: end_pfn
            -orig-id:
              - end_pfn
              - p2m_end_pfn
            type: u4
            doc: Last pfn that the frames describe, itself included.
          - id: frames
            -orig-id:
              - p2m_pfns
              - p2m_pfn
            size-eos: true
            type: p2m_frames
      p2m_frames:
        doc: The pfns of the frames that hold the p2m table.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L380
        instances:
          pfns:
            -orig-id:
              - p2m_pfns
              - p2m_pfn
            pos: 0
            type: u8
            repeat: eos
      x86_pv_vcpu_basic:
        -orig-id: xc_sr_rec_x86_pv_vcpu_hdr
        doc: |
          Registers of a vcpu, as XEN_DOMCTL_getvcpucontext gives them. Restore
          asks for vcpu 0's. What comes before them is the same in a vcpu's four
          records, and is described four times: the parsers of Go and Nim cannot
          read a type of two parents in an endianness that is switched.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L409
        to-string: '"vcpu " + vcpu_id.to_s'
        -webide-representation: 'vcpu {vcpu_id:dec}'
        -key: '{vcpu_id:dec}'
        seq:
          - id: vcpu_id
            -orig-id: vcpu_id
            -radix: 10
            type: u4
          - id: reserved1
            -orig-id: _res1
            type: u4
        instances:
          context:
            -orig-id: context
            pos: 8
            size-eos: true
            type: xen_pv_context
            doc: |
              vcpu_guest_context: 5168 octets for a 64-bit guest, 2800 for a
              32-bit one.
      x86_pv_vcpu_extended:
        -orig-id: xc_sr_rec_x86_pv_vcpu_hdr
        doc: |
          Further state of a vcpu, as XEN_DOMCTL_get_ext_vcpucontext gives it.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L409
        to-string: '"vcpu " + vcpu_id.to_s'
        -webide-representation: 'vcpu {vcpu_id:dec}'
        -key: '{vcpu_id:dec}'
        seq:
          - id: vcpu_id
            -orig-id: vcpu_id
            -radix: 10
            type: u4
          - id: reserved1
            -orig-id: _res1
            type: u4
        instances:
          context:
            -orig-id: context
            pos: 8
            size-eos: true
            type: xen_pv_context::pv_vcpu_extension
            doc: |
              xen_domctl_ext_vcpucontext, at most 128 octets; may be empty from
              Xen 4.6 to 4.8.
      x86_pv_vcpu_xsave:
        -orig-id: xc_sr_rec_x86_pv_vcpu_hdr
        doc: |
          The state of the FPU and its like of a vcpu, as
          XEN_DOMCTL_getvcpuextstate gives it.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L409
        to-string: '"vcpu " + vcpu_id.to_s'
        -webide-representation: 'vcpu {vcpu_id:dec}'
        -key: '{vcpu_id:dec}'
        seq:
          - id: vcpu_id
            -orig-id: vcpu_id
            -radix: 10
            type: u4
          - id: reserved1
            -orig-id: _res1
            type: u4
        instances:
          context:
            -orig-id: context
            pos: 8
            size-eos: true
            type: xen_pv_context::pv_vcpu_xsave
            doc: At least 16 octets; may be empty from Xen 4.6 to 4.8.
      x86_pv_vcpu_msrs:
        -orig-id: xc_sr_rec_x86_pv_vcpu_hdr
        doc: |
          Model-specific registers of a vcpu, as XEN_DOMCTL_get_vcpu_msrs gives
          them.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L409
        to-string: '"vcpu " + vcpu_id.to_s'
        -webide-representation: 'vcpu {vcpu_id:dec}'
        -key: '{vcpu_id:dec}'
        seq:
          - id: vcpu_id
            -orig-id: vcpu_id
            -radix: 10
            type: u4
          - id: reserved1
            -orig-id: _res1
            type: u4
        instances:
          context:
            -orig-id: context
            pos: 8
            size-eos: true
            type: xen_cpu_policy::msr_list
            doc: 16 octets for each register; may be empty from Xen 4.6 to 4.8.
      shared_info:
        -orig-id: shared_info
        doc: |
          The page that the domain shares with Xen, 4096 octets: event channels,
          time and the vcpus' info.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L445
        -webide-representation: '{_parent.header.len_body:dec} octets'
        seq:
          - id: page
            -orig-id: shared_info
            size-eos: true
            type: xen_pv_context::shared_info_page
      x86_tsc_info:
        -orig-id: xc_sr_rec_x86_tsc_info
        doc: The domain's time stamp counter, as XEN_DOMCTL_gettscinfo gives it.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L465
        -webide-representation: 'mode {mode:dec}, {khz:dec} kHz, {tsc_mode}'
        seq:
          - id: mode
            -orig-id: mode
            type: u4
            doc: The number of `tsc_mode`.
          - id: khz
            -orig-id: khz
            -radix: 10
            type: u4
            doc: The counter's frequency in kHz.
          - id: nsec
            -orig-id: nsec
            -radix: 10
            type: u8
            doc: The guest's time that has elapsed, in nanoseconds.
          - id: incarnation
            -orig-id: incarnation
            -radix: 10
            type: u4
            doc: |
              How often the domain has been restored, for guests that look at
              it.
          - id: reserved1
            -orig-id: _res1
            type: u4
        instances:
          tsc_mode:
            value: mode
            enum: tsc_mode
            -webide-parse-mode: eager
      hvm_params:
        doc: |
          The parameters of an HVM domain, as HVMOP_get_param gives them. Xen
          leaves out those that are 0.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L514
        -webide-representation: '{header}'
        seq:
          - id: header
            -orig-id: xc_sr_rec_hvm_params
            type: hvm_params_header
          - id: params
            -orig-id: param
            size-eos: true
            type: hvm_param_list
      hvm_params_header:
        -orig-id: xc_sr_rec_hvm_params
        doc: How many parameters the record holds.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L514
        to-string: 'num_params.to_s + " parameters"'
        -webide-representation: '{num_params:dec} parameters'
        seq:
          - id: num_params
            -orig-id: count
            -radix: 10
            type: u4
            doc: '0 is taken and ignored: Xen 4.6 to 4.8 may write it.'
          - id: reserved1
            -orig-id: _res1
            type: u4
        instances:
          len_params:
            value: (num_params.as<u8> * 16).as<u8>
            doc: Octets that so many parameters take.
      hvm_param_list:
        doc: The parameters; nothing is parsed before `entries` is read.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L514
        -webide-representation: '{_parent.header.num_params:dec} parameters'
        instances:
          entries:
            -orig-id: param
            pos: 0
            type: hvm_param_entry
            repeat: eos
      hvm_param_entry:
        -orig-id: xc_sr_rec_hvm_params_entry
        doc: One parameter.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/hvm/params.h
        -webide-representation: '{param} = {value}'
        -key: '{param}'
        seq:
          - id: index
            -orig-id: index
            type: u8
            doc: The number of `param`.
          - id: value
            -orig-id: value
            type: u8
        instances:
          param:
            value: index
            enum: hvm_param
            -webide-parse-mode: eager
      checkpoint_dirty_pfn_list:
        doc: |
          The pfns that the secondary of a COLO pair dirtied. It stands only
          on the back channel.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxc-migration-stream.pandoc#L608
        -webide-representation: '{_parent.header.len_body:dec} octets'
        instances:
          pfns:
            -orig-id: pfn
            pos: 0
            type: u8
            repeat: eos
            doc: In no order.
enums:
  endianness:
    0:
      id: little_endian
      -orig-id: IHDR_OPT_LITTLE_ENDIAN
      doc: What every Xen writes.
    1:
      id: big_endian
      -orig-id: IHDR_OPT_BIG_ENDIAN
      doc: Defined, and never written.
  domain_type:
    0x1:
      id: x86_pv
      -orig-id: DHDR_TYPE_X86_PV
      doc: A paravirtual guest.
    0x2:
      id: x86_hvm
      -orig-id: DHDR_TYPE_X86_HVM
      doc: An HVM or a PVH guest.
    0x3:
      id: reserved_x86_pvh
      doc: In the specification until December 2019, never written.
    0x4:
      id: reserved_arm
      doc: In the specification until December 2019, never written.
  record_type:
    0x0:
      id: end
      -orig-id: REC_TYPE_END
      doc: The last record of a stream. No body.
    0x1:
      id: page_data
      -orig-id: REC_TYPE_PAGE_DATA
      doc: Pfns, their types, and the contents of their pages.
    0x2:
      id: x86_pv_info
      -orig-id: REC_TYPE_X86_PV_INFO
      doc: |
        A PV guest's width and the depth of its page tables; exactly one, first.
    0x3:
      id: x86_pv_p2m_frames
      -orig-id: REC_TYPE_X86_PV_P2M_FRAMES
      doc: A PV guest's p2m table, by the frames that hold it; before PAGE_DATA.
    0x4:
      id: x86_pv_vcpu_basic
      -orig-id: REC_TYPE_X86_PV_VCPU_BASIC
      doc: |
        A PV guest's vcpu: its registers.
    0x5:
      id: x86_pv_vcpu_extended
      -orig-id: REC_TYPE_X86_PV_VCPU_EXTENDED
      doc: |
        A PV guest's vcpu: how it is called back and what else Xen keeps.
    0x6:
      id: x86_pv_vcpu_xsave
      -orig-id: REC_TYPE_X86_PV_VCPU_XSAVE
      doc: |
        A PV guest's vcpu: FPU, SSE, AVX and what else XSAVE saves.
    0x7:
      id: shared_info
      -orig-id: REC_TYPE_SHARED_INFO
      doc: The page that a PV guest shares with Xen.
    0x8:
      id: x86_tsc_info
      -orig-id: REC_TYPE_X86_TSC_INFO
      doc: The time stamp counter.
    0x9:
      id: hvm_context
      -orig-id: REC_TYPE_HVM_CONTEXT
      doc: An HVM guest's vcpus and the devices that Xen itself emulates.
    0xa:
      id: hvm_params
      -orig-id: REC_TYPE_HVM_PARAMS
      doc: |
        An HVM guest's parameters, such as the pages it shares with toolstack
        and device model.
    0xb:
      id: toolstack
      -orig-id: REC_TYPE_TOOLSTACK
      doc: |
        Deprecated: a blob of the toolstack's from when this format was being
        made. Nothing writes it, and restore refuses it.
    0xc:
      id: x86_pv_vcpu_msrs
      -orig-id: REC_TYPE_X86_PV_VCPU_MSRS
      doc: |
        A PV guest's vcpu: its model-specific registers.
    0xd:
      id: verify
      -orig-id: REC_TYPE_VERIFY
      doc: |
        All memory has been sent. PAGE_DATA with all of it once more follows,
        for the receiver to compare with what it has: a debugging aid of live
        migration. No body.
    0xe:
      id: checkpoint
      -orig-id: REC_TYPE_CHECKPOINT
      doc: |
        All records so far make a consistent view of the domain. In a libxl
        stream it ends libxc's part, and the wire goes back to libxl; libxc's
        records may go on after libxl's CHECKPOINT_END, up to the next
        CHECKPOINT or END. Only in checkpointed streams (Remus, COLO): a plain
        restore refuses it. No body.
    0xf:
      id: checkpoint_dirty_pfn_list
      -orig-id: REC_TYPE_CHECKPOINT_DIRTY_PFN_LIST
      doc: |
        Pfns that COLO's secondary wrote to. Only on the back channel, from the
        secondary to the primary.
    0x10:
      id: static_data_end
      -orig-id: REC_TYPE_STATIC_DATA_END
      doc: |
        The end of what does not change while the guest runs; memory and state
        may follow. Exactly one in version 3 and none in version 2, whose
        readers infer it. No body.
    0x11:
      id: x86_cpuid_policy
      -orig-id: REC_TYPE_X86_CPUID_POLICY
      doc: The CPUID leaves that the guest sees.
    0x12:
      id: x86_msr_policy
      -orig-id: REC_TYPE_X86_MSR_POLICY
      doc: The MSRs that tell the guest what its processor can do.
  page_type:
    0x0:
      id: notab
      -orig-id: XEN_DOMCTL_PFINFO_NOTAB
      doc: An ordinary page. Its contents follow.
    0x1:
      id: l1tab
      -orig-id: XEN_DOMCTL_PFINFO_L1TAB
      doc: A PV guest's level 1 page table. Its contents follow.
    0x2:
      id: l2tab
      -orig-id: XEN_DOMCTL_PFINFO_L2TAB
      doc: A PV guest's level 2 page table. Its contents follow.
    0x3:
      id: l3tab
      -orig-id: XEN_DOMCTL_PFINFO_L3TAB
      doc: A PV guest's level 3 page table. Its contents follow.
    0x4:
      id: l4tab
      -orig-id: XEN_DOMCTL_PFINFO_L4TAB
      doc: A PV guest's level 4 page table. Its contents follow.
    0x5:
      id: reserved5
      doc: A reader has to refuse it.
    0x6:
      id: reserved6
      doc: A reader has to refuse it.
    0x7:
      id: reserved7
      doc: A reader has to refuse it.
    0x8:
      id: reserved8
      doc: A reader has to refuse it.
    0x9:
      id: l1tab_pin
      -orig-id: XEN_DOMCTL_PFINFO_LPINTAB | XEN_DOMCTL_PFINFO_L1TAB
      doc: A level 1 page table that the guest has pinned. Its contents follow.
    0xa:
      id: l2tab_pin
      -orig-id: XEN_DOMCTL_PFINFO_LPINTAB | XEN_DOMCTL_PFINFO_L2TAB
      doc: A level 2 page table that the guest has pinned. Its contents follow.
    0xb:
      id: l3tab_pin
      -orig-id: XEN_DOMCTL_PFINFO_LPINTAB | XEN_DOMCTL_PFINFO_L3TAB
      doc: A level 3 page table that the guest has pinned. Its contents follow.
    0xc:
      id: l4tab_pin
      -orig-id: XEN_DOMCTL_PFINFO_LPINTAB | XEN_DOMCTL_PFINFO_L4TAB
      doc: A level 4 page table that the guest has pinned. Its contents follow.
    0xd:
      id: broken
      -orig-id: XEN_DOMCTL_PFINFO_BROKEN
      doc: A page that the hardware reported as broken. No contents.
    0xe:
      id: xalloc
      -orig-id: XEN_DOMCTL_PFINFO_XALLOC
      doc: |
        A page to allocate and leave as it is. No contents. Only Xen 4.2 to 4.5
        wrote it.
    0xf:
      id: xtab
      -orig-id: XEN_DOMCTL_PFINFO_XTAB
      doc: |
        No page. In a live migration a pfn that has gone from the guest's memory
        since it was sent. No contents.
  tsc_mode:
    0:
      id: default
      -orig-id: XEN_CPUID_TSC_MODE_DEFAULT
      doc: |
        The guest reads the counter itself where that is safe, else Xen emulates
        it.
    1:
      id: always_emulate
      -orig-id: XEN_CPUID_TSC_MODE_ALWAYS_EMULATE
      doc: Xen emulates each read.
    2:
      id: never_emulate
      -orig-id: XEN_CPUID_TSC_MODE_NEVER_EMULATE
      doc: The guest always reads the counter itself.
    3:
      id: pvrdtscp
      -orig-id: XEN_CPUID_TSC_MODE_PVRDTSCP
      doc: The guest reads and corrects the counter itself, by RDTSCP.
  hvm_param:
    0:
      id: callback_irq
      -orig-id: HVM_PARAM_CALLBACK_IRQ
      doc: |
        How the guest is told of events: a kind in bits 63 to 56, and by it a
        GSI, a PCI INTx line or a vector.
    1:
      id: store_pfn
      -orig-id: HVM_PARAM_STORE_PFN
      doc: The page of xenstore's ring.
    2:
      id: store_evtchn
      -orig-id: HVM_PARAM_STORE_EVTCHN
      doc: The event channel of xenstore's ring.
    4:
      id: pae_enabled
      -orig-id: HVM_PARAM_PAE_ENABLED
      doc: |
        Up to Xen 4.13: whether CPUID shows PAE. Since 4.14 no Xen writes it,
        and restore drops it.
    5:
      id: ioreq_pfn
      -orig-id: HVM_PARAM_IOREQ_PFN
      doc: The page of synchronous requests to the device model.
    6:
      id: bufioreq_pfn
      -orig-id: HVM_PARAM_BUFIOREQ_PFN
      doc: The page of buffered requests to the device model.
    9:
      id: viridian
      -orig-id: HVM_PARAM_VIRIDIAN
      doc: Which of Hyper-V's enlightenments the guest has, a mask.
    10:
      id: timer_mode
      -orig-id: HVM_PARAM_TIMER_MODE
      doc: What becomes of the ticks that a vcpu missed, 0 to 3.
    11:
      id: hpet_enabled
      -orig-id: HVM_PARAM_HPET_ENABLED
      doc: Whether there is an HPET.
    12:
      id: ident_pt
      -orig-id: HVM_PARAM_IDENT_PT
      doc: |
        The page directory that maps each page to itself, for Intel without
        paging.
    13:
      id: dm_domain
      -orig-id: HVM_PARAM_DM_DOMAIN
      doc: Deprecated, without a meaning.
    14:
      id: acpi_s_state
      -orig-id: HVM_PARAM_ACPI_S_STATE
      doc: |
        ACPI's sleep state: 0, or 3 while suspended.
    15:
      id: vm86_tss
      -orig-id: HVM_PARAM_VM86_TSS
      doc: The TSS for Intel in real mode.
    16:
      id: vpt_align
      -orig-id: HVM_PARAM_VPT_ALIGN
      doc: Whether periodic timers are aligned to one another.
    17:
      id: console_pfn
      -orig-id: HVM_PARAM_CONSOLE_PFN
      doc: The page of the console's ring.
    18:
      id: console_evtchn
      -orig-id: HVM_PARAM_CONSOLE_EVTCHN
      doc: The event channel of the console's ring.
    19:
      id: acpi_ioports_location
      -orig-id: HVM_PARAM_ACPI_IOPORTS_LOCATION
      doc: |
        Where ACPI's ports are: 0 the old place, 1 QEMU's.
    20:
      id: memory_event_cr0
      -orig-id: HVM_PARAM_MEMORY_EVENT_CR0
      doc: Deprecated, without a meaning.
    21:
      id: memory_event_cr3
      -orig-id: HVM_PARAM_MEMORY_EVENT_CR3
      doc: Deprecated, without a meaning.
    22:
      id: memory_event_cr4
      -orig-id: HVM_PARAM_MEMORY_EVENT_CR4
      doc: Deprecated, without a meaning.
    23:
      id: memory_event_int3
      -orig-id: HVM_PARAM_MEMORY_EVENT_INT3
      doc: Deprecated, without a meaning.
    24:
      id: nestedhvm
      -orig-id: HVM_PARAM_NESTEDHVM
      doc: |
        Up to Xen 4.14: whether the guest may run guests of its own. Deprecated
        since.
    25:
      id: memory_event_single_step
      -orig-id: HVM_PARAM_MEMORY_EVENT_SINGLE_STEP
      doc: Deprecated, without a meaning.
    26:
      id: bufioreq_evtchn
      -orig-id: HVM_PARAM_BUFIOREQ_EVTCHN
      doc: Deprecated, without a meaning.
    27:
      id: paging_ring_pfn
      -orig-id: HVM_PARAM_PAGING_RING_PFN
      doc: The page of the ring for paged-out memory.
    28:
      id: monitor_ring_pfn
      -orig-id: HVM_PARAM_MONITOR_RING_PFN
      doc: The page of the ring for monitored events.
    29:
      id: sharing_ring_pfn
      -orig-id: HVM_PARAM_SHARING_RING_PFN
      doc: The page of the ring for shared memory.
    30:
      id: memory_event_msr
      -orig-id: HVM_PARAM_MEMORY_EVENT_MSR
      doc: Deprecated, without a meaning.
    31:
      id: triple_fault_reason
      -orig-id: HVM_PARAM_TRIPLE_FAULT_REASON
      doc: How the domain shuts down after a triple fault.
    32:
      id: ioreq_server_pfn
      -orig-id: HVM_PARAM_IOREQ_SERVER_PFN
      doc: The first page for the requests to further device models.
    33:
      id: nr_ioreq_server_pages
      -orig-id: HVM_PARAM_NR_IOREQ_SERVER_PAGES
      doc: How many such pages there are.
    34:
      id: vm_generation_id_addr
      -orig-id: HVM_PARAM_VM_GENERATION_ID_ADDR
      doc: The guest's address of its VM Generation ID.
    35:
      id: altp2m
      -orig-id: HVM_PARAM_ALTP2M
      doc: Who may use alternate p2m tables, 0 to 3.
    36:
      id: x87_fip_width
      -orig-id: HVM_PARAM_X87_FIP_WIDTH
      doc: |
        The width of the FPU's instruction pointer that is saved: 8, 4, or 0 for
        Xen to choose.
    37:
      id: vm86_tss_sized
      -orig-id: HVM_PARAM_VM86_TSS_SIZED
      doc: The same TSS, with its size in the upper 32 bits.
    38:
      id: mca_cap
      -orig-id: HVM_PARAM_MCA_CAP
      doc: What of machine checks the guest may use, a mask.

# Generated from spec/xl_migration_wire.ksy and what it imports (libxc_migration, libxl_migration, xl_save_image)
# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.
meta:
  id: xl_migration_wire
  title: Xen domain on the wire of an xl migration
  application: Xen (xl)
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  endian: le
doc: |
  What `xl migrate` sends to `xl migrate-receive`, as captured on the socket:
  the same octets as a saved image, and texts around it by which the two sides
  take turns. The sender's own octets are the image and its permission to
  unpause; a capture of both directions has the receiver's texts too.
doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/xl/xl_migrate.c
-webide-representation: '{image}'
seq:
  - id: receiver_banner
    -orig-id: migrate_receiver_banner
    type: str
    terminator: 0x0a
    encoding: ISO-8859-1
    if: first_octet == 0x78
    doc: '"xl migration receiver ready, send binary domain data."'
  - id: image
    type: xl_save_image
  - id: texts
    type: wire_text
    repeat: eos
instances:
  first_octet:
    pos: 0
    type: u1
    doc: '"x" of the banner, or "X" of the image.'
types:
  wire_text:
    doc: |
      "domain received, ready to unpause", "domain is yours, you are cleared to
      unpause" or "my copy unpause results are as follows", ended by a NUL.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/xl/xl_migrate.c
    -webide-representation: '{text}'
    seq:
      - id: text
        type: strz
        eos-error: false
        encoding: ISO-8859-1
  libxc_migration:
    meta:
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
      - https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc
      - https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/libs/guest/xg_sr_stream_format.h
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
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L585
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
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc
        -webide-representation: '{size_text}'
        instances:
          size_text:
            value: '_io.size == 0 ? "" : _io.size.to_s + " octets"'
            doc: The size of `data`, for the Web IDE's line; empty where that is.
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
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L93
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
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L273
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
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L273
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
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L684
        -webide-representation: '{domain} ({num_records:dec} records)'
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
        instances:
          num_records:
            value: records.size
            doc: How many there are, for the Web IDE's line.
        types:
          domain_header:
            -orig-id: xc_sr_dhdr
            doc: General properties of the domain.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L142
            -webide-representation: '{domain_type}, Xen {xen_major:dec}.{xen_minor:dec}'
            seq:
              - id: type_id
                -orig-id: type
                type: u4
                doc: The number of `domain_type`.
              - id: page_shift
                -orig-id: page_shift
                type: u2
                doc: |
                  The logarithm of a guest page's size, to the base 2: always 12,
                  for 4096 octets. Xen restores no other.
              - id: reserved1
                -orig-id: _res1
                type: u2
              - id: xen_major
                -orig-id: xen_major
                type: u4
                doc: |
                  Major version of the Xen that saved the domain; 0 in a stream that
                  was converted from a legacy one.
              - id: xen_minor
                -orig-id: xen_minor
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L179
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
                    'record_type::hvm_context': hvm_context
                    'record_type::hvm_params': hvm_params
                    'record_type::x86_pv_vcpu_msrs': x86_pv_vcpu_msrs
                    'record_type::checkpoint_dirty_pfn_list': checkpoint_dirty_pfn_list
                    'record_type::x86_cpuid_policy': x86_cpuid_policy
                    'record_type::x86_msr_policy': x86_msr_policy
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L179
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L273
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L273
            -webide-representation: '{num_pfns:dec} pfns'
            seq:
              - id: num_pfns
                -orig-id: count
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
              for each pfn whose type has contents, in the order of the table.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L273
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L362
            -webide-representation: '{guest_width:dec} octets wide, {num_pt_levels:dec} levels'
            seq:
              - id: guest_width
                -orig-id: guest_width
                type: u1
                doc: Octets in a guest's word, 4 or 8.
              - id: num_pt_levels
                -orig-id: pt_levels
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L380
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L380
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
              asks for vcpu 0's.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L409
            -webide-representation: 'vcpu {vcpu_id:dec}'
            seq:
              - id: vcpu_id
                -orig-id: vcpu_id
                type: u4
              - id: reserved1
                -orig-id: _res1
                type: u4
              - id: context
                -orig-id: context
                size-eos: true
                type: blob
                doc: |
                  vcpu_guest_context: 5168 octets for a 64-bit guest, 2800 for a
                  32-bit one.
          x86_pv_vcpu_extended:
            -orig-id: xc_sr_rec_x86_pv_vcpu_hdr
            doc: |
              Further state of a vcpu, as XEN_DOMCTL_get_ext_vcpucontext gives it.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L409
            -webide-representation: 'vcpu {vcpu_id:dec}'
            seq:
              - id: vcpu_id
                -orig-id: vcpu_id
                type: u4
              - id: reserved1
                -orig-id: _res1
                type: u4
              - id: context
                -orig-id: context
                size-eos: true
                type: blob
                doc: |
                  xen_domctl_ext_vcpucontext, at most 128 octets; may be empty from
                  Xen 4.6 to 4.8.
          x86_pv_vcpu_xsave:
            -orig-id: xc_sr_rec_x86_pv_vcpu_hdr
            doc: |
              The state of the FPU and its like of a vcpu, as
              XEN_DOMCTL_getvcpuextstate gives it.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L409
            -webide-representation: 'vcpu {vcpu_id:dec}'
            seq:
              - id: vcpu_id
                -orig-id: vcpu_id
                type: u4
              - id: reserved1
                -orig-id: _res1
                type: u4
              - id: context
                -orig-id: context
                size-eos: true
                type: xsave_context
                doc: At least 16 octets; may be empty from Xen 4.6 to 4.8.
          xsave_context:
            doc: |
              The xsave area, and two words that Xen puts before it. Nothing is
              parsed before it is asked for, since Xen 4.6 to 4.8 may write none.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/arch/x86/domctl.c
            -webide-representation: 'xcr0 {xcr0}'
            instances:
              xcr0:
                -orig-id: xcr0
                pos: 0
                type: u8
                doc: The features that the vcpu has enabled.
              xcr0_accum:
                -orig-id: xcr0_accum
                pos: 8
                type: u8
                doc: |
                  All the features that the vcpu ever had enabled. They decide how
                  long the area is.
              area:
                -orig-id: xsave_area
                pos: 16
                size-eos: true
                type: blob
                doc: In the uncompressed format of the XSAVE instruction.
          x86_pv_vcpu_msrs:
            -orig-id: xc_sr_rec_x86_pv_vcpu_hdr
            doc: |
              Model-specific registers of a vcpu, as XEN_DOMCTL_get_vcpu_msrs gives
              them.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L409
            -webide-representation: 'vcpu {vcpu_id:dec}'
            seq:
              - id: vcpu_id
                -orig-id: vcpu_id
                type: u4
              - id: reserved1
                -orig-id: _res1
                type: u4
              - id: context
                -orig-id: context
                size-eos: true
                type: vcpu_msr_list
                doc: 16 octets for each register; may be empty from Xen 4.6 to 4.8.
          vcpu_msr_list:
            doc: The registers, as XEN_DOMCTL_get_vcpu_msrs gives them.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/domctl.h
            instances:
              msrs:
                -orig-id: msrs
                pos: 0
                type: vcpu_msr
                repeat: eos
          vcpu_msr:
            -orig-id: xen_domctl_vcpu_msr
            doc: One model-specific register.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/domctl.h
            -webide-representation: '{index} = {value}'
            seq:
              - id: index
                -orig-id: index
                type: u4
                doc: The number by which RDMSR reads it.
              - id: reserved1
                -orig-id: reserved
                type: u4
              - id: value
                -orig-id: value
                type: u8
          shared_info:
            -orig-id: shared_info
            doc: |
              The page that the domain shares with Xen, 4096 octets: event channels,
              time and the vcpus' info.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L445
            -webide-representation: '{_parent.header.len_body:dec} octets'
            seq:
              - id: page
                -orig-id: shared_info
                size-eos: true
                type: blob
          x86_tsc_info:
            -orig-id: xc_sr_rec_x86_tsc_info
            doc: The domain's time stamp counter, as XEN_DOMCTL_gettscinfo gives it.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L465
            -webide-representation: 'mode {mode:dec}, {khz:dec} kHz, {tsc_mode}'
            seq:
              - id: mode
                -orig-id: mode
                type: u4
                doc: The number of `tsc_mode`.
              - id: khz
                -orig-id: khz
                type: u4
                doc: The counter's frequency in kHz.
              - id: nsec
                -orig-id: nsec
                type: u8
                doc: The guest's time that has elapsed, in nanoseconds.
              - id: incarnation
                -orig-id: incarnation
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
          hvm_context:
            doc: |
              Xen's HVM save image, as XEN_DOMCTL_gethvmcontext gives it: entries up
              to the one of type END. The first is HEADER, whose first word is
              HVM_FILE_MAGIC, 0x54381286. Nothing is parsed before `entries` is
              read.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/hvm/save.h
            -webide-representation: '{_parent.header.len_body:dec} octets'
            instances:
              entries:
                -orig-id: hvm_ctx
                pos: 0
                type: hvm_save_entry
                repeat: until
                repeat-until: _.header.save_code == hvm_save_code::end
          hvm_save_entry:
            doc: One entry of an HVM save image.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/hvm/save.h
            -webide-representation: '{header}'
            seq:
              - id: header
                -orig-id: hvm_save_descriptor
                type: hvm_save_descriptor
              - id: state
                size: header.len_body
                type: blob
                doc: |
                  A struct of public/arch-x86/hvm/save.h, `hvm_hw_cpu` and the like.
          hvm_save_descriptor:
            -orig-id: hvm_save_descriptor
            doc: What an entry of an HVM save image is, and how long.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/hvm/save.h
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
          hvm_params:
            doc: |
              The parameters of an HVM domain, as HVMOP_get_param gives them. Xen
              leaves out those that are 0.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L514
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L514
            -webide-representation: '{num_params:dec} parameters'
            seq:
              - id: num_params
                -orig-id: count
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L514
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/hvm/params.h
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
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L608
            -webide-representation: '{_parent.header.len_body:dec} octets'
            instances:
              pfns:
                -orig-id: pfn
                pos: 0
                type: u8
                repeat: eos
                doc: In no order.
          x86_cpuid_policy:
            doc: |
              The CPUID leaves that the domain sees, as XEN_DOMCTL_get_cpu_policy
              gives them. Only in version 3, and before STATIC_DATA_END.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L643
            -webide-representation: '{_parent.header.len_body:dec} octets'
            instances:
              leaves:
                -orig-id: CPUID_policy
                pos: 0
                type: cpuid_leaf
                repeat: eos
          cpuid_leaf:
            -orig-id:
              - xen_cpuid_leaf
              - xen_cpuid_leaf_t
            doc: What CPUID answers for one leaf, or for one subleaf of it.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/arch-x86/xen.h
            -webide-representation: '{leaf}, {subleaf_text}: {eax} {ebx} {ecx} {edx}'
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
                  ECX, as the instruction is given it; 0xffffffff
                  (XEN_CPUID_NO_SUBLEAF) stands for no subleaf: the leaf has none.
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
                value: 'subleaf == (0xffffffff).as<u4> ? "no subleaf" : "subleaf " + subleaf.to_s'
                doc: Which subleaf, for the Web IDE's line.
          x86_msr_policy:
            doc: |
              The MSRs that tell the domain what its processor can do, as
              XEN_DOMCTL_get_cpu_policy gives them. Only in version 3, and before
              STATIC_DATA_END.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxc-migration-stream.pandoc#L663
            -webide-representation: '{_parent.header.len_body:dec} octets'
            instances:
              msrs:
                -orig-id: MSR_policy
                pos: 0
                type: policy_msr
                repeat: eos
          policy_msr:
            -orig-id:
              - xen_msr_entry
              - xen_msr_entry_t
            doc: One model-specific register.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/arch-x86/xen.h
            -webide-representation: '{index} = {value}'
            seq:
              - id: index
                -orig-id: idx
                type: u4
                doc: The number by which RDMSR reads it.
              - id: flags
                -orig-id: flags
                type: u4
                doc: Reserved, 0.
              - id: value
                -orig-id: val
                type: u8
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
  libxl_migration:
    meta:
      endian: be
    doc: |
      What libxenlight (libxl) writes around the libxc stream since Xen 4.6: a
      big-endian header, then records up to END. A LIBXC_CONTEXT record is followed
      by a whole libxc stream in the same wire; the state of the device model comes
      in records of its own.

      The version is 2, and there was none before: up to Xen 4.5 libxl passed
      libxc's legacy stream on as it was. A new version would be for a change of the
      header alone; new types of records come without one, and the type of a record
      that has been written once never changes. Reserved bits and padding are zero
      where they are written, and ignored where they are read.

      Only the magic is validated, so that a broken stream still opens up to its
      fault.
    doc-ref:
      - https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc
      - https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/libs/light/libxl_sr_stream_format.h
    -webide-representation: '{header}'
    seq:
      - id: header
        -orig-id: hdr
        type: libxl_header
      - id: contents
        type: libxl_content(header.is_le)
        doc: All that is in the endianness which the header tells.
    types:
      libxl_header:
        -orig-id: libxl__sr_hdr
        doc: Identifies the stream. Big-endian, whatever the stream's endianness.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L58
        -webide-representation: 'version {version:dec}'
        seq:
          - id: ident0
            -orig-id:
              - ident
              - RESTORE_STREAM_IDENT
            type: u4
            valid: 0x4c696278
            doc: '"Libx"'
          - id: ident1
            -orig-id:
              - ident
              - RESTORE_STREAM_IDENT
            type: u4
            valid: 0x6c466d74
            doc: '"lFmt"'
          - id: version
            -orig-id:
              - version
              - RESTORE_STREAM_VERSION
            type: u4
            doc: Always 2.
          - id: options
            -orig-id: options
            type: u4
            -bits:
              31-2: reserved_options
              1: is_legacy_converted
              0: endianness
            doc: Flags; a Xen that saves on x86 or Arm writes 0.
        instances:
          is_le:
            value: (options & 1) == 0
            doc: Whether all after this header is little-endian.
          endianness:
            -orig-id: RESTORE_OPT_BIG_ENDIAN
            value: (options & 1).as<u4>
            enum: libxl_endianness
            -webide-parse-mode: eager
            doc: Of all after this header.
          is_legacy_converted:
            -orig-id: RESTORE_OPT_LEGACY
            value: (options & 2) != 0
            doc: Whether a converter made the stream of a legacy one.
          reserved_options:
            value: (options - (options & 3)).as<u4>
            doc: Bits 2 to 31 of the options, in their places.
      libxl_content:
        meta:
          endian:
            switch-on: is_le
            cases:
              true: le
              false: be
        doc: |
          The records. All types that depend on the stream's endianness are nested
          here.

          A plain stream is LIBXC_CONTEXT with libxc's stream, the records of the
          device models (EMULATOR_XENSTORE_DATA where one has keys, EMULATOR_CONTEXT
          of an HVM guest's), and END.

          In a checkpointed stream (Remus, COLO) libxc's stream pauses at each
          CHECKPOINT. There stand the records of the device models and
          CHECKPOINT_END, and then libxc's records go on without a header; with COLO
          a CHECKPOINT_STATE comes in between. A receiver keeps these records to
          itself until it has read CHECKPOINT_END. Such a stream ends where the
          sender stops or fails, which is mostly after a CHECKPOINT_END and without
          END.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L95
        params:
          - id: is_le
            type: bool
            doc: Whether integers are little-endian, which the header tells.
        seq:
          - id: records
            type: libxl_record
            repeat: until
            repeat-until: |
              _.header.record_type == libxl_record_type::end or
              (_.header.record_type == libxl_record_type::checkpoint_end
              and _io.eof)
        types:
          libxl_record:
            doc: |
              A header, a body, zeros that pad the body to a multiple of 8 octets
              and, after LIBXC_CONTEXT, a libxc stream; after CHECKPOINT_END, its
              further records.

              Records whose type has bit 31 set are optional: a reader may pass over
              the body of one that it does not know. All others are mandatory: a
              reader that does not know one has to refuse the stream. No optional
              type is in use so far, and Xen's restore refuses every type that it
              does not know.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L95
            -webide-representation: '{header.record_type} {body}{libxc}{libxc_continued}'
            seq:
              - id: header
                -orig-id: hdr
                type: libxl_record_header
              - id: body
                -orig-id: body
                size: header.len_body
                type:
                  switch-on: header.record_type
                  cases:
                    'libxl_record_type::emulator_xenstore_data': emulator_xenstore_data
                    'libxl_record_type::emulator_context': emulator_context
                    'libxl_record_type::checkpoint_state': checkpoint_state
                    _: libxc_migration::blob
                -show: inline
              - id: padding
                -orig-id: padding
                size: header.len_padding
                type: libxc_migration::blob
                if: header.len_padding != 0
                doc: Zeros, up to the next multiple of 8.
              - id: libxc
                type: libxc_migration::embedded_stream
                if: header.record_type == libxl_record_type::libxc_context
              - id: colo_turn
                type: colo_turn_record
                if: |
                  header.record_type == libxl_record_type::checkpoint_end
                  and _io.size.as<u8> >= (_io.pos.as<u8> + 8).as<u8>
                  and next_type_id == 5
                doc: |
                  A CHECKPOINT_STATE that COLO's primary sends before libxc's
                  records go on. The first of these is never of libxc's own type
                  5, the extended state of a vcpu.
              - id: libxc_continued
                type: libxc_migration::content(_parent.is_le, true, false)
                if: |
                  header.record_type == libxl_record_type::checkpoint_end
                  and not _io.eof
                doc: |
                  In the endianness of libxl's records, which is libxc's too in
                  every stream that Xen writes. Nothing follows where the sender
                  ended between two checkpoints.
            instances:
              next_type_id:
                pos: _io.pos
                type: u4
                if: _io.size.as<u8> >= (_io.pos.as<u8> + 8).as<u8>
                doc: The type of what follows, looked at after CHECKPOINT_END.
          colo_turn_record:
            doc: |
              A CHECKPOINT_STATE between two checkpoints. Its types are its own,
              since Go takes none that has two parents here.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L256
            -webide-representation: '{colo_state}'
            seq:
              - id: type_id
                -orig-id: type
                type: u4
                doc: REC_TYPE_CHECKPOINT_STATE.
              - id: len_colo_state
                -orig-id: length
                type: u4
                doc: 8 in the specification; Xen writes 4, and pads.
              - id: colo_state
                -orig-id: body
                size: len_colo_state
                type: colo_turn_state
              - id: padding
                -orig-id: padding
                size: len_padding
                type: libxc_migration::blob
                if: len_padding != 0
            instances:
              len_padding:
                value: (8 - len_colo_state % 8) % 8
                doc: Octets of zeros after the body.
          colo_turn_state:
            -orig-id: libxl_sr_checkpoint_state
            doc: Where COLO's primary stands.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L256
            -webide-representation: '{control}'
            seq:
              - id: control_id
                -orig-id:
                  - id
                  - control_id
                type: u4
                doc: The number of `control`.
              - id: reserved1
                -orig-id: padding
                type: u4
                if: not _io.eof
                doc: Zero. Only the specification counts it to the body.
            instances:
              control:
                value: control_id
                enum: checkpoint_control
                -webide-parse-mode: eager
          libxl_record_header:
            -orig-id: libxl__sr_rec_hdr
            doc: What a record is, and how long.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L95
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
                doc: Octets in the body, its padding not counted.
            instances:
              record_type:
                value: type_id
                enum: libxl_record_type
                -webide-parse-mode: eager
              len_padding:
                value: (8 - len_body % 8) % 8
                doc: Octets of zeros after the body (REC_ALIGN).
              is_optional:
                value: type_id >= (0x80000000).as<u4>
                doc: |
                  Bit 31 of the type: a reader that does not know the record may
                  skip it.
          emulator_xenstore_data:
            doc: The xenstore keys of a device model.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L202
            -webide-representation: '{header}'
            seq:
              - id: header
                -orig-id: emu_hdr
                type: emulator_xenstore_header
              - id: xenstore_data
                size-eos: true
                type: xenstore_strings
          emulator_xenstore_header:
            -orig-id: libxl__sr_emulator_hdr
            doc: Which device model the xenstore keys are of.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L202
            -webide-representation: '{emulator}, index {index:dec}'
            seq:
              - id: emulator_id
                -orig-id:
                  - id
                  - emulator_id
                type: u4
                doc: The number of `emulator`.
              - id: index
                -orig-id: index
                type: u4
                doc: Which emulator of the domain, counted from 0.
            instances:
              emulator:
                value: emulator_id
                enum: emulator_id
                -webide-parse-mode: eager
          xenstore_strings:
            doc: |
              Key, value, key, value, each ended by a NUL. A key is of letters,
              digits and `-/_@`, a value of text, both ASCII. The keys are relative
              to the device model's own place in the new domain's xenstore, at
              present `/local/domain/N/device-model/M/` with the ids of its domain
              and the guest. Nothing is parsed before `strings` is read.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L202
            instances:
              strings:
                pos: 0
                type: strz
                eos-error: false
                encoding: ISO-8859-1
                repeat: eos
          emulator_context:
            doc: |
              The state of a device model. Only an HVM guest has one that has a
              state.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L229
            -webide-representation: '{header}'
            seq:
              - id: header
                -orig-id: emu_hdr
                type: emulator_context_header
              - id: context
                -orig-id: emulator_ctx
                size-eos: true
                type: libxc_migration::blob
                doc: |
                  As the device model itself writes it. QEMU's begins as
                  `qemu_device_state.ksy` describes.
          emulator_context_header:
            -orig-id: libxl__sr_emulator_hdr
            doc: Which device model the state is of.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L229
            -webide-representation: '{emulator}, index {index:dec}'
            seq:
              - id: emulator_id
                -orig-id:
                  - id
                  - emulator_id
                type: u4
                doc: The number of `emulator`.
              - id: index
                -orig-id: index
                type: u4
                doc: Which emulator of the domain, counted from 0.
            instances:
              emulator:
                value: emulator_id
                enum: emulator_id
                -webide-parse-mode: eager
          checkpoint_state:
            -orig-id: libxl_sr_checkpoint_state
            doc: |
              Where the two sides of a COLO pair stand. NEW goes from the primary to
              the secondary, all others come back, which `colo_back_channel.ksy`
              describes.

              The primary goes round like this:

              1. It suspends its guest and, but for the first time, reads
                 SVM_SUSPENDED and the list of the pfns that the secondary dirtied.
              2. It sends the checkpoint: libxc's records up to CHECKPOINT, then
                 libxl's up to CHECKPOINT_END.
              3. It reads SVM_READY, resumes its guest and reads SVM_RESUMED.
              4. It waits until a checkpoint is due and sends NEW.

              And the secondary like this:

              1. It loads the checkpoint, sends SVM_READY, resumes its guest and
                 sends SVM_RESUMED.
              2. It waits and reads NEW.
              3. It suspends its guest and sends SVM_SUSPENDED and the list of the
                 pfns that it dirtied.
              4. It reads the next checkpoint.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/docs/specs/libxl-migration-stream.pandoc#L256
            -webide-representation: '{control}'
            seq:
              - id: control_id
                -orig-id:
                  - id
                  - control_id
                type: u4
                doc: The number of `control`.
              - id: reserved1
                -orig-id: padding
                type: u4
                if: not _io.eof
                doc: Zero. Only the specification counts it to the body.
            instances:
              control:
                value: control_id
                enum: checkpoint_control
                -webide-parse-mode: eager
    enums:
      libxl_endianness:
        0:
          id: little_endian
          doc: What every Xen on x86 and Arm writes.
        1:
          id: big_endian
          -orig-id: RESTORE_OPT_BIG_ENDIAN
          doc: Defined, and never written.
      libxl_record_type:
        0x0:
          id: end
          -orig-id: REC_TYPE_END
          doc: The last record of a stream. No body.
        0x1:
          id: libxc_context
          -orig-id: REC_TYPE_LIBXC_CONTEXT
          doc: |
            No body: right after the record libxc takes the wire over, and a whole
            libxc stream follows. Its length is not known beforehand, and it tells
            its own end.
        0x2:
          id: emulator_xenstore_data
          -orig-id: REC_TYPE_EMULATOR_XENSTORE_DATA
          doc: A device model's keys in xenstore.
        0x3:
          id: emulator_context
          -orig-id: REC_TYPE_EMULATOR_CONTEXT
          doc: A device model's state.
        0x4:
          id: checkpoint_end
          -orig-id: REC_TYPE_CHECKPOINT_END
          doc: |
            The end of a checkpoint: all of the domain up to here is consistent, and
            a receiver may use it. libxc's records go on after it. No body.
        0x5:
          id: checkpoint_state
          -orig-id: REC_TYPE_CHECKPOINT_STATE
          doc: Where the two sides of COLO stand. Not with Remus.
      emulator_id:
        0:
          id: unknown_emulator
          -orig-id: EMULATOR_UNKNOWN
          doc: Of a stream that was converted from a legacy one.
        1:
          id: qemu_traditional
          -orig-id: EMULATOR_QEMU_TRADITIONAL
          doc: The qemu that came with Xen, dropped in Xen 4.21.
        2:
          id: qemu_upstream
          -orig-id: EMULATOR_QEMU_UPSTREAM
          doc: QEMU of QEMU's own project.
      checkpoint_control:
        0:
          id: new
          -orig-id: CHECKPOINT_NEW
          doc: |
            From the primary to the secondary: what the two guests sent differs, or
            enough time has passed, and a new checkpoint begins.
        1:
          id: svm_suspended
          -orig-id: CHECKPOINT_SVM_SUSPENDED
          doc: |
            From the secondary to the primary: its guest is suspended for a
            checkpoint.
        2:
          id: svm_ready
          -orig-id: CHECKPOINT_SVM_READY
          doc: 'From the secondary to the primary: it has loaded the checkpoint.'
        3:
          id: svm_resumed
          -orig-id: CHECKPOINT_SVM_RESUMED
          doc: 'From the secondary to the primary: its guest runs again.'
  xl_save_image:
    meta:
      endian: le
    doc: |
      The file that `xl save` writes and `xl restore` reads: a header with the
      domain's configuration, then a libxl stream.

      Only the magic is validated, so that a broken image still opens up to its
      fault.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/xl/xl.h
    -webide-representation: '{fields}'
    seq:
      - id: preamble
        -orig-id: hdr
        type: xl_preamble
      - id: fields
        -orig-id: hdr
        type: xl_fields(preamble.is_le)
      - id: optional_data
        size: fields.len_optional_data
        type: xl_optional_data(preamble.is_le)
        if: fields.len_optional_data != 0
      - id: libxl
        type: libxl_migration
        if: fields.has_stream_v2
      - id: libxc
        type: libxc_migration
        if: not fields.has_stream_v2
        doc: A legacy stream, which is not described here, stops at its magic.
    types:
      xl_preamble:
        -orig-id: save_file_header
        doc: |
          The magic ("Xen saved domain, xl format", a line feed and 4 octets more)
          and the mark of the endianness.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/xl/xl.h
        -webide-representation: '{magic_text}, byte order {byteorder}'
        seq:
          - id: magic_text
            -orig-id:
              - savefileheader_magic
              - magic
            size: 27
            type: str
            encoding: ISO-8859-1
            valid: '"Xen saved domain, xl format"'
          - id: magic_lf
            -orig-id:
              - savefileheader_magic
              - magic
            type: u1
            valid: 0x0a
          - id: magic_end
            -orig-id:
              - savefileheader_magic
              - magic
            type: u4
            valid: 0x0d200020
            doc: A space, a NUL, a space and a carriage return.
          - id: byteorder
            -orig-id: byteorder
            type: u4
            doc: |
              SAVEFILE_BYTEORDER_VALUE, 0x01020304, in the endianness of the host
              that saved: 0x04030201 when read little-endian from a big-endian host.
        instances:
          is_native_le:
            -orig-id: SAVEFILE_BYTEORDER_VALUE
            value: byteorder == 0x01020304
            doc: Whether the mark is that of a little-endian host.
          is_le:
            value: byteorder != 0x04030201
            doc: How the rest is read, also where the mark is neither.
      xl_fields:
        meta:
          endian:
            switch-on: is_le
            cases:
              true: le
              false: be
        -orig-id: save_file_header
        doc: The fields of the header that are in the host's endianness.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/xl/xl.h
        -webide-representation: 'flags {mandatory_flags}'
        params:
          - id: is_le
            type: bool
            doc: Whether integers are little-endian, which the header tells.
        seq:
          - id: mandatory_flags
            -orig-id: mandatory_flags
            type: u4
            -bits:
              31-2: unknown_mandatory_flags
              1: has_stream_v2
              0: has_json_config
            doc: Whoever does not know one of them must refuse the image.
          - id: optional_flags
            -orig-id: optional_flags
            type: u4
            doc: None is defined, and restore does not look at them.
          - id: len_optional_data
            -orig-id: optional_data_len
            type: u4
            doc: |
              Octets of `optional_data`; a reader skips the rest that it does not
              know.
        instances:
          has_json_config:
            -orig-id: XL_MANDATORY_FLAG_JSON
            value: (mandatory_flags & 1) != 0
            doc: |
              Whether the configuration is JSON; where not, it is in the syntax of
              xl.cfg.
          has_stream_v2:
            -orig-id: XL_MANDATORY_FLAG_STREAMv2
            value: (mandatory_flags & 2) != 0
            doc: A libxl stream follows; where not, a libxc or a legacy one.
          unknown_mandatory_flags:
            value: (mandatory_flags - (mandatory_flags & 3)).as<u4>
            doc: Bits 2 to 31 of the flags, in their places.
      xl_optional_data:
        meta:
          endian:
            switch-on: is_le
            cases:
              true: le
              false: be
        doc: The domain's configuration, and whatever a later xl adds.
        doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/xl/xl.h
        -webide-representation: '{len_config:dec} octets of configuration'
        params:
          - id: is_le
            type: bool
            doc: Whether integers are little-endian, which the header tells.
        seq:
          - id: len_config
            -orig-id: config_len
            type: u4
            if: not _io.eof
            doc: Octets of the configuration, its NUL counted.
          - id: config
            -orig-id: config_data
            size: len_config.as<u4>
            type: libxc_migration::blob
            if: not _io.eof
            doc: JSON or, without that flag, xl.cfg text; its NUL is counted.
          - id: unknown_data
            size-eos: true
            type: libxc_migration::blob
            doc: Of a later xl; skipped by those that do not know it.

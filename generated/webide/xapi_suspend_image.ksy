# Generated from spec/xapi_suspend_image.ksy and what it imports (libxc_migration, libxl_migration)
# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.
meta:
  id: xapi_suspend_image
  title: Xen domain image suspended by xapi
  application: xapi (xenopsd)
  tags:
    - virtualization
    - memory_image
  license: CC0-1.0
  ks-version: '0.11'
  endian: le
doc: |
  What xenopsd writes when XenServer or XCP-ng suspends or migrates a domain: a
  signature, then sections up to the end mark. A section has a type and a
  length; the length of libxc's and libxl's is 0, and the stream in it tells
  where it ends.

  Only the signature is validated, so that a broken image still opens up to its
  fault.
doc-ref: https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
-webide-representation: '{signature}'
seq:
  - id: signature
    type: xapi_signature
  - id: sections
    type: xapi_section
    repeat: until
    repeat-until: _.header.section_type == xapi_section_type::end
    if: signature.has_sections
  - id: libxc
    type: libxc_migration
    if: not signature.has_sections
    doc: A legacy stream, which is not described here, stops at its magic.
types:
  xapi_signature:
    doc: '"XenSavedDomv2-" or, before xapi had sections, "XenSavedDomain".'
    doc-ref: https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
    -webide-representation: '{version}'
    seq:
      - id: magic_text
        -orig-id: save_signature
        size: 11
        type: str
        encoding: ISO-8859-1
        valid: '"XenSavedDom"'
      - id: version
        -orig-id: save_signature
        size: 3
        type: str
        encoding: ISO-8859-1
      - id: magic_lf
        -orig-id: save_signature
        type: u1
        valid: '0x0a'
    instances:
      has_sections:
        value: version != "ain"
  xapi_section:
    doc: A header and a body.
    doc-ref: https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
    -webide-representation: '{header}'
    seq:
      - id: header
        type: xapi_section_header
      - id: section_data
        size: header.len_body
        type: libxc_migration::blob
        if: not header.is_stream
      - id: libxc
        type: libxc_migration
        if: header.section_type == xapi_section_type::libxc
      - id: libxl
        type: libxl_migration
        if: header.section_type == xapi_section_type::libxl
  xapi_section_header:
    doc: What a section is, and how long.
    doc-ref: https://github.com/xapi-project/xen-api/blob/v24.0.0/ocaml/xenopsd/lib/suspend_image.ml
    -webide-representation: '{section_type}, {len_body:dec} octets'
    seq:
      - id: type_id
        -orig-id: header_type
        type: u8
        doc: The number of `section_type`.
      - id: len_body
        type: u8
        doc: 0 where a stream follows that tells its own end.
    instances:
      section_type:
        value: type_id
        enum: xapi_section_type
        -webide-parse-mode: eager
      is_stream:
        value: |
          section_type == xapi_section_type::libxc or
          section_type == xapi_section_type::libxl
  libxc_migration:
    meta:
      endian: be
    doc: |
      The memory and the processor state of a saved or migrating Xen domain, as
      libxenguest (libxc) writes it since Xen 4.6. Version 2 was written up to Xen
      4.13, version 3 since 4.14.

      A stream is an image header (always big-endian), a domain header, and
      records up to END. The endianness of everything after the image header is
      told by the image header. Embedded in a libxl stream, it may also pause at a
      CHECKPOINT (Remus, COLO), where libxl's records go on, and after them
      records without new headers.

      `xl save`, libvirt and xapi wrap this stream in containers of their own. See
      `xl_save_image.ksy` and `libxl_migration.ksy` for the first.

      Only the magic is validated. Reserved fields, padding, lengths and versions
      are plain fields, so that a broken stream still opens up to its fault.
    doc-ref:
      - https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html
      - https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/libs/guest/xg_sr_stream_format.h
    -webide-representation: '{header}, {contents.domain}'
    seq:
      - id: header
        -orig-id: xc_sr_ihdr
        type: image_header
      - id: contents
        type: content(header.is_le, false, true)
        doc: All that is in the endianness which the image header tells.
    types:
      embedded_stream:
        doc: |
          A stream within a libxl stream: it ends with END, or pauses after a
          CHECKPOINT.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#checkpoint
        -webide-representation: '{header}, {contents.domain}'
        seq:
          - id: header
            -orig-id: xc_sr_ihdr
            type: image_header
          - id: contents
            type: content(header.is_le, true, true)
      blob:
        doc: |
          Octets that are not described further, or not before they are asked for:
          nothing is copied until `data` is read.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html
        -webide-representation: '{data}'
        instances:
          data:
            pos: 0
            size-eos: true
      image_header:
        doc: Identifies the stream. Big-endian, whatever the stream's endianness.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#image-header
        -webide-representation: 'version {version:dec}, {endianness}'
        seq:
          - id: marker
            -orig-id: marker
            type: u4
            valid: (0xffffffff).as<u4>
            repeat: expr
            repeat-expr: 2
            doc: |
              64 bits, all ones. A legacy stream (before Xen 4.6) has a zero bit
              among them.
          - id: ident
            -orig-id: id
            type: u4
            valid: '0x58454e46'
            doc: '"XENF"'
          - id: version
            -orig-id: version
            type: u4
            doc: 2 up to Xen 4.13, 3 since Xen 4.14.
          - id: options
            -orig-id: options
            type: u2
            doc: Bit 0 tells the endianness, bits 1 to 15 are reserved.
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
          endianness:
            value: '(options & 1).as<u2>'
            enum: endianness
            -webide-parse-mode: eager
          reserved_options:
            value: options & 0xfffe
            doc: Bits 1 to 15 of the options, in their places.
      pfn_table:
        doc: |
          One entry a pfn. Nothing is parsed before `entries` is read, since a
          stream has millions of them.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#page_data
        -webide-representation: '{_parent.header.num_pfns:dec} pfns'
        params:
          - id: is_le
            type: bool
        instances:
          entries:
            pos: 0
            type: pfn_entry(is_le)
            repeat: eos
      pfn_entry:
        meta:
          endian:
            switch-on: is_le
            cases:
              true: le
              false: be
        doc: |
          A 64-bit word: the page's type in bits 63 to 60, reserved bits 59 to
          52, the pfn in bits 51 to 0. It is read as two 32-bit words, which
          every language can take apart exactly.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#page_data
        -webide-representation: '{page_type} pfn {pfn}'
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
          pfn_high:
            value: '(high & 0xfffff).as<u8>'
          pfn:
            -orig-id: PAGE_DATA_PFN_MASK
            value: '((pfn_high * (0x100000000).as<u8>).as<u8> + low.as<u8>).as<u8>'
            -webide-parse-mode: eager
          reserved1:
            value: '(high >> 20) & 0xff'
          page_type:
            -orig-id: PAGE_DATA_TYPE_MASK
            value: '((is_le ? word1 : word0) >> 28).as<u4>'
            enum: page_type
            -webide-parse-mode: eager
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
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#fields
        -webide-representation: '{domain}'
        params:
          - id: is_le
            type: bool
          - id: is_embedded
            type: bool
            doc: Whether a CHECKPOINT pauses the records, as it does within libxl.
          - id: has_domain
            type: bool
            doc: Not so where records go on after a checkpoint.
        seq:
          - id: domain
            -orig-id: xc_sr_dhdr
            type: domain_header
            if: has_domain
          - id: records
            -orig-id: xc_sr_rhdr
            type: record
            repeat: until
            repeat-until: |
              _.header.record_type == record_type::end or
              (is_embedded and _.header.record_type == record_type::checkpoint)
        types:
          domain_header:
            doc: General properties of the domain.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#domain-header
            -webide-representation: '{domain_type}, Xen {xen_major:dec}.{xen_minor:dec}'
            seq:
              - id: type_id
                -orig-id: type
                type: u4
                doc: The number of `domain_type`.
              - id: page_shift
                -orig-id: page_shift
                type: u2
                doc: The size of a guest page as a power of two, 12 for 4096 octets.
              - id: reserved1
                -orig-id: _res1
                type: u2
              - id: xen_major
                -orig-id: xen_major
                type: u4
                doc: |
                  Major version of the Xen that saved the domain; 0 in a stream
                  that was converted from a legacy one.
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
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#records
            -webide-representation: '{header.record_type} {body}'
            seq:
              - id: header
                -orig-id: xc_sr_rhdr
                type: record_header
              - id: body
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
              - id: padding
                size: header.len_padding
                type: blob
                if: header.len_padding != 0
          record_header:
            doc: What a record is, and how long.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#records
            -webide-representation: '{record_type}, {len_body:dec} octets'
            seq:
              - id: type_id
                -orig-id: type
                type: u4
                doc: The number of `record_type`, also where that has no name.
              - id: len_body
                -orig-id: length
                type: u4
                doc: Octets in the body, its padding not counted.
            instances:
              record_type:
                value: type_id
                enum: record_type
                -webide-parse-mode: eager
              len_padding:
                value: (8 - len_body % 8) % 8
                doc: Octets of zeros after the body.
              is_optional:
                -orig-id: REC_TYPE_OPTIONAL
                value: type_id >= (0x80000000).as<u4>
                doc: A reader that does not know an optional record may skip it.
          page_data:
            doc: Memory, as a table of pfns and the contents of those that have one.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#page_data
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
            doc: How many pfns the record describes.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#page_data
            -webide-representation: '{num_pfns:dec} pfns'
            seq:
              - id: num_pfns
                -orig-id: count
                type: u4
                doc: Greater than 0.
              - id: reserved1
                -orig-id: _res1
                type: u4
            instances:
              len_pfns:
                value: (num_pfns.as<u8> * 8).as<u8>
                doc: Octets in the table of pfns.
          page_contents:
            doc: |
              The contents of the pages, in the order of the pfns whose type has
              contents.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#page_data
            instances:
              pages:
                -orig-id: page_data
                pos: 0
                size: 4096
                type: blob
                repeat: eos
          x86_pv_info:
            doc: The width of a PV guest and the depth of its page tables.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#x86_pv_info
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
            doc: Where a PV guest keeps its p2m table.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#x86_pv_p2m_frames
            -webide-representation: 'pfns {start_pfn} to {end_pfn}'
            seq:
              - id: start_pfn
                -orig-id: start_pfn
                type: u4
                doc: First pfn that the frames describe.
              - id: end_pfn
                -orig-id: end_pfn
                type: u4
                doc: Last pfn that the frames describe.
              - id: frames
                -orig-id: p2m_pfns
                size-eos: true
                type: p2m_frames
          p2m_frames:
            doc: The pfns of the frames that hold the p2m table.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#x86_pv_p2m_frames
            instances:
              pfns:
                -orig-id: p2m_pfns
                pos: 0
                type: u8
                repeat: eos
          x86_pv_vcpu_basic:
            doc: Registers of a vcpu, as XEN_DOMCTL_getvcpucontext gives them.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#x86_pv_vcpu_basic-extended-xsave-msrs
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
            doc: |
              Further state of a vcpu, as XEN_DOMCTL_get_ext_vcpucontext gives it.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#x86_pv_vcpu_basic-extended-xsave-msrs
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
                doc: xen_domctl_ext_vcpucontext, at most 128 octets.
          x86_pv_vcpu_xsave:
            doc: Extended state of a vcpu, as XEN_DOMCTL_getvcpuextstate gives it.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#x86_pv_vcpu_basic-extended-xsave-msrs
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
          xsave_context:
            doc: |
              The xsave area and what it holds. Nothing is parsed before it is
              asked for, since Xen 4.6 to 4.8 wrote it empty.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/libs/guest/xg_sr_save_x86_pv.c
            -webide-representation: 'xfeature_mask {xfeature_mask}'
            instances:
              xfeature_mask:
                pos: 0
                type: u8
              len_area:
                -orig-id: size
                pos: 8
                type: u8
              area:
                pos: 16
                size-eos: true
                type: blob
          x86_pv_vcpu_msrs:
            doc: Model-specific registers of a vcpu.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#x86_pv_vcpu_basic-extended-xsave-msrs
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
          vcpu_msr_list:
            doc: The registers, as XEN_DOMCTL_get_vcpu_msrs gives them.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/domctl.h
            instances:
              msrs:
                pos: 0
                type: vcpu_msr
                repeat: eos
          vcpu_msr:
            doc: One model-specific register.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/domctl.h
            -webide-representation: '{index} = {value}'
            seq:
              - id: index
                -orig-id: index
                type: u4
              - id: reserved1
                -orig-id: reserved
                type: u4
              - id: value
                -orig-id: value
                type: u8
          shared_info:
            doc: The page that the domain shares with Xen, 4096 octets.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#shared_info
            -webide-representation: '{_parent.header.len_body:dec} octets'
            seq:
              - id: page
                -orig-id: shared_info
                size-eos: true
                type: blob
          x86_tsc_info:
            doc: The domain's time stamp counter.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#x86_tsc_info
            -webide-representation: 'mode {mode:dec}, {khz:dec} kHz, {tsc_mode}'
            seq:
              - id: mode
                -orig-id: mode
                type: u4
                doc: The number of `tsc_mode`.
              - id: khz
                -orig-id: khz
                type: u4
                doc: Frequency in kHz.
              - id: nsec
                -orig-id: nsec
                type: u8
                doc: Elapsed time in nanoseconds.
              - id: incarnation
                -orig-id: incarnation
                type: u4
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
              Xen's HVM save image. Nothing is parsed before `entries` is read.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/hvm/save.h
            -webide-representation: '{_parent.header.len_body:dec} octets'
            instances:
              entries:
                -orig-id: hvm_save_descriptor
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
          hvm_save_descriptor:
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
            instances:
              save_code:
                value: typecode
                enum: hvm_save_code
                -webide-parse-mode: eager
          hvm_params:
            doc: The parameters of an HVM domain.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#hvm_params
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
            doc: How many parameters the record holds.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#hvm_params
            -webide-representation: '{num_params:dec} parameters'
            seq:
              - id: num_params
                -orig-id: count
                type: u4
              - id: reserved1
                -orig-id: _res1
                type: u4
            instances:
              len_params:
                value: (num_params.as<u8> * 16).as<u8>
                doc: Octets that so many parameters take.
          hvm_param_list:
            doc: The parameters; nothing is parsed before `entries` is read.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#hvm_params
            -webide-representation: '{_parent.header.num_params:dec} parameters'
            instances:
              entries:
                -orig-id: param
                pos: 0
                type: hvm_param_entry
                repeat: eos
          hvm_param_entry:
            doc: One parameter.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/hvm/params.h
            -webide-representation: '{param} = {value}'
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
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#checkpoint_dirty_pfn_list
            -webide-representation: '{_parent.header.len_body:dec} octets'
            instances:
              pfns:
                -orig-id: pfn
                pos: 0
                type: u8
                repeat: eos
          x86_cpuid_policy:
            doc: The CPUID leaves that the domain sees. Only in version 3.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#x86_cpuid_policy
            -webide-representation: '{_parent.header.len_body:dec} octets'
            instances:
              leaves:
                -orig-id: xen_cpuid_leaf_t
                pos: 0
                type: cpuid_leaf
                repeat: eos
          cpuid_leaf:
            doc: One CPUID leaf.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/arch-x86/xen.h
            -webide-representation: '{leaf}:{subleaf} {eax} {ebx} {ecx} {edx}'
            seq:
              - id: leaf
                -orig-id: leaf
                type: u4
              - id: subleaf
                -orig-id: subleaf
                type: u4
                doc: 0xffffffff where the leaf has no subleaves.
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
          x86_msr_policy:
            doc: The MSRs that the domain sees. Only in version 3.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxc-migration-stream.html#x86_msr_policy
            -webide-representation: '{_parent.header.len_body:dec} octets'
            instances:
              msrs:
                -orig-id: xen_msr_entry_t
                pos: 0
                type: policy_msr
                repeat: eos
          policy_msr:
            doc: One model-specific register.
            doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.20.0/xen/include/public/arch-x86/xen.h
            -webide-representation: '{index} = {value}'
            seq:
              - id: index
                -orig-id: idx
                type: u4
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
        1:
          id: big_endian
          -orig-id: IHDR_OPT_BIG_ENDIAN
      domain_type:
        0x1:
          id: x86_pv
          -orig-id: DHDR_TYPE_X86_PV
        0x2:
          id: x86_hvm
          -orig-id: DHDR_TYPE_X86_HVM
          doc: HVM and PVH guests.
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
        0x1:
          id: page_data
          -orig-id: REC_TYPE_PAGE_DATA
        0x2:
          id: x86_pv_info
          -orig-id: REC_TYPE_X86_PV_INFO
        0x3:
          id: x86_pv_p2m_frames
          -orig-id: REC_TYPE_X86_PV_P2M_FRAMES
        0x4:
          id: x86_pv_vcpu_basic
          -orig-id: REC_TYPE_X86_PV_VCPU_BASIC
        0x5:
          id: x86_pv_vcpu_extended
          -orig-id: REC_TYPE_X86_PV_VCPU_EXTENDED
        0x6:
          id: x86_pv_vcpu_xsave
          -orig-id: REC_TYPE_X86_PV_VCPU_XSAVE
        0x7:
          id: shared_info
          -orig-id: REC_TYPE_SHARED_INFO
        0x8:
          id: x86_tsc_info
          -orig-id: REC_TYPE_X86_TSC_INFO
        0x9:
          id: hvm_context
          -orig-id: REC_TYPE_HVM_CONTEXT
        0xa:
          id: hvm_params
          -orig-id: REC_TYPE_HVM_PARAMS
        0xb:
          id: toolstack
          -orig-id: REC_TYPE_TOOLSTACK
        0xc:
          id: x86_pv_vcpu_msrs
          -orig-id: REC_TYPE_X86_PV_VCPU_MSRS
        0xd:
          id: verify
          -orig-id: REC_TYPE_VERIFY
        0xe:
          id: checkpoint
          -orig-id: REC_TYPE_CHECKPOINT
        0xf:
          id: checkpoint_dirty_pfn_list
          -orig-id: REC_TYPE_CHECKPOINT_DIRTY_PFN_LIST
        0x10:
          id: static_data_end
          -orig-id: REC_TYPE_STATIC_DATA_END
        0x11:
          id: x86_cpuid_policy
          -orig-id: REC_TYPE_X86_CPUID_POLICY
        0x12:
          id: x86_msr_policy
          -orig-id: REC_TYPE_X86_MSR_POLICY
      page_type:
        0x0:
          id: notab
          -orig-id: XEN_DOMCTL_PFINFO_NOTAB
          doc: An ordinary page.
        0x1:
          id: l1tab
          -orig-id: XEN_DOMCTL_PFINFO_L1TAB
          doc: An L1 page table.
        0x2:
          id: l2tab
          -orig-id: XEN_DOMCTL_PFINFO_L2TAB
          doc: An L2 page table.
        0x3:
          id: l3tab
          -orig-id: XEN_DOMCTL_PFINFO_L3TAB
          doc: An L3 page table.
        0x4:
          id: l4tab
          -orig-id: XEN_DOMCTL_PFINFO_L4TAB
          doc: An L4 page table.
        0x5:
          id: reserved5
        0x6:
          id: reserved6
        0x7:
          id: reserved7
        0x8:
          id: reserved8
        0x9:
          id: l1tab_pin
          -orig-id: XEN_DOMCTL_PFINFO_LPINTAB | XEN_DOMCTL_PFINFO_L1TAB
          doc: A pinned L1 page table.
        0xa:
          id: l2tab_pin
          -orig-id: XEN_DOMCTL_PFINFO_LPINTAB | XEN_DOMCTL_PFINFO_L2TAB
          doc: A pinned L2 page table.
        0xb:
          id: l3tab_pin
          -orig-id: XEN_DOMCTL_PFINFO_LPINTAB | XEN_DOMCTL_PFINFO_L3TAB
          doc: A pinned L3 page table.
        0xc:
          id: l4tab_pin
          -orig-id: XEN_DOMCTL_PFINFO_LPINTAB | XEN_DOMCTL_PFINFO_L4TAB
          doc: A pinned L4 page table.
        0xd:
          id: broken
          -orig-id: XEN_DOMCTL_PFINFO_BROKEN
          doc: A broken page, without contents.
        0xe:
          id: xalloc
          -orig-id: XEN_DOMCTL_PFINFO_XALLOC
          doc: A page to allocate, without contents.
        0xf:
          id: xtab
          -orig-id: XEN_DOMCTL_PFINFO_XTAB
          doc: No page at all, without contents.
      tsc_mode:
        0:
          id: default
          -orig-id: XEN_CPUID_TSC_MODE_DEFAULT
        1:
          id: always_emulate
          -orig-id: XEN_CPUID_TSC_MODE_ALWAYS_EMULATE
        2:
          id: never_emulate
          -orig-id: XEN_CPUID_TSC_MODE_NEVER_EMULATE
        3:
          id: pvrdtscp
          -orig-id: XEN_CPUID_TSC_MODE_PVRDTSCP
      hvm_save_code:
        0:
          id: end
          -orig-id: HVM_SAVE_TYPE(END)
        1:
          id: header
          -orig-id: HVM_SAVE_TYPE(HEADER)
        2:
          id: cpu
          -orig-id: HVM_SAVE_TYPE(CPU)
        3:
          id: pic
          -orig-id: HVM_SAVE_TYPE(PIC)
        4:
          id: ioapic
          -orig-id: HVM_SAVE_TYPE(IOAPIC)
        5:
          id: lapic
          -orig-id: HVM_SAVE_TYPE(LAPIC)
        6:
          id: lapic_regs
          -orig-id: HVM_SAVE_TYPE(LAPIC_REGS)
        7:
          id: pci_irq
          -orig-id: HVM_SAVE_TYPE(PCI_IRQ)
        8:
          id: isa_irq
          -orig-id: HVM_SAVE_TYPE(ISA_IRQ)
        9:
          id: pci_link
          -orig-id: HVM_SAVE_TYPE(PCI_LINK)
        10:
          id: pit
          -orig-id: HVM_SAVE_TYPE(PIT)
        11:
          id: rtc
          -orig-id: HVM_SAVE_TYPE(RTC)
        12:
          id: hpet
          -orig-id: HVM_SAVE_TYPE(HPET)
        13:
          id: pmtimer
          -orig-id: HVM_SAVE_TYPE(PMTIMER)
        14:
          id: mtrr
          -orig-id: HVM_SAVE_TYPE(MTRR)
        15:
          id: viridian_domain
          -orig-id: HVM_SAVE_TYPE(VIRIDIAN_DOMAIN)
        16:
          id: cpu_xsave
          -orig-id: CPU_XSAVE_CODE
        17:
          id: viridian_vcpu
          -orig-id: HVM_SAVE_TYPE(VIRIDIAN_VCPU)
        18:
          id: vmce_vcpu
          -orig-id: HVM_SAVE_TYPE(VMCE_VCPU)
        19:
          id: tsc_adjust
          -orig-id: HVM_SAVE_TYPE(TSC_ADJUST)
        20:
          id: cpu_msr
          -orig-id: CPU_MSR_CODE
      hvm_param:
        0:
          id: callback_irq
          -orig-id: HVM_PARAM_CALLBACK_IRQ
        1:
          id: store_pfn
          -orig-id: HVM_PARAM_STORE_PFN
        2:
          id: store_evtchn
          -orig-id: HVM_PARAM_STORE_EVTCHN
        4:
          id: pae_enabled
          -orig-id: HVM_PARAM_PAE_ENABLED
        5:
          id: ioreq_pfn
          -orig-id: HVM_PARAM_IOREQ_PFN
        6:
          id: bufioreq_pfn
          -orig-id: HVM_PARAM_BUFIOREQ_PFN
        9:
          id: viridian
          -orig-id: HVM_PARAM_VIRIDIAN
        10:
          id: timer_mode
          -orig-id: HVM_PARAM_TIMER_MODE
        11:
          id: hpet_enabled
          -orig-id: HVM_PARAM_HPET_ENABLED
        12:
          id: ident_pt
          -orig-id: HVM_PARAM_IDENT_PT
        13:
          id: dm_domain
          -orig-id: HVM_PARAM_DM_DOMAIN
        14:
          id: acpi_s_state
          -orig-id: HVM_PARAM_ACPI_S_STATE
        15:
          id: vm86_tss
          -orig-id: HVM_PARAM_VM86_TSS
        16:
          id: vpt_align
          -orig-id: HVM_PARAM_VPT_ALIGN
        17:
          id: console_pfn
          -orig-id: HVM_PARAM_CONSOLE_PFN
        18:
          id: console_evtchn
          -orig-id: HVM_PARAM_CONSOLE_EVTCHN
        19:
          id: acpi_ioports_location
          -orig-id: HVM_PARAM_ACPI_IOPORTS_LOCATION
        20:
          id: memory_event_cr0
          -orig-id: HVM_PARAM_MEMORY_EVENT_CR0
        21:
          id: memory_event_cr3
          -orig-id: HVM_PARAM_MEMORY_EVENT_CR3
        22:
          id: memory_event_cr4
          -orig-id: HVM_PARAM_MEMORY_EVENT_CR4
        23:
          id: memory_event_int3
          -orig-id: HVM_PARAM_MEMORY_EVENT_INT3
        24:
          id: nestedhvm
          -orig-id: HVM_PARAM_NESTEDHVM
        25:
          id: memory_event_single_step
          -orig-id: HVM_PARAM_MEMORY_EVENT_SINGLE_STEP
        26:
          id: bufioreq_evtchn
          -orig-id: HVM_PARAM_BUFIOREQ_EVTCHN
        27:
          id: paging_ring_pfn
          -orig-id: HVM_PARAM_PAGING_RING_PFN
        28:
          id: monitor_ring_pfn
          -orig-id: HVM_PARAM_MONITOR_RING_PFN
        29:
          id: sharing_ring_pfn
          -orig-id: HVM_PARAM_SHARING_RING_PFN
        30:
          id: memory_event_msr
          -orig-id: HVM_PARAM_MEMORY_EVENT_MSR
        31:
          id: triple_fault_reason
          -orig-id: HVM_PARAM_TRIPLE_FAULT_REASON
        32:
          id: ioreq_server_pfn
          -orig-id: HVM_PARAM_IOREQ_SERVER_PFN
        33:
          id: nr_ioreq_server_pages
          -orig-id: HVM_PARAM_NR_IOREQ_SERVER_PAGES
        34:
          id: vm_generation_id_addr
          -orig-id: HVM_PARAM_VM_GENERATION_ID_ADDR
        35:
          id: altp2m
          -orig-id: HVM_PARAM_ALTP2M
        36:
          id: x87_fip_width
          -orig-id: HVM_PARAM_X87_FIP_WIDTH
        37:
          id: vm86_tss_sized
          -orig-id: HVM_PARAM_VM86_TSS_SIZED
        38:
          id: mca_cap
          -orig-id: HVM_PARAM_MCA_CAP
  libxl_migration:
    meta:
      endian: be
    doc: |
      What libxenlight (libxl) writes around the libxc stream since Xen 4.6: a
      big-endian header, then records up to END. A LIBXC_CONTEXT record is followed
      by a whole libxc stream in the same wire; the state of the device model
      comes in records of its own.

      Only the magic is validated, so that a broken stream still opens up to its
      fault.
    doc-ref:
      - https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html
      - https://github.com/xen-project/xen/blob/RELEASE-4.20.0/tools/libs/light/libxl_sr_stream_format.h
    -webide-representation: '{header}'
    seq:
      - id: header
        -orig-id: libxl__sr_hdr
        type: libxl_header
      - id: contents
        type: libxl_content(header.is_le)
        doc: All that is in the endianness which the header tells.
    types:
      libxl_header:
        doc: Identifies the stream. Big-endian, whatever the stream's endianness.
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#header
        -webide-representation: 'version {version:dec}, {endianness}'
        seq:
          - id: ident0
            -orig-id: ident
            type: u4
            valid: '0x4c696278'
            doc: '"Libx"'
          - id: ident1
            -orig-id: ident
            type: u4
            valid: '0x6c466d74'
            doc: '"lFmt"'
          - id: version
            -orig-id: version
            type: u4
            doc: Always 2.
          - id: options
            -orig-id: options
            type: u4
            doc: |
              Bit 0 tells the endianness, bit 1 a stream converted from a legacy
              one, bits 2 to 31 are reserved.
        instances:
          is_le:
            value: (options & 1) == 0
          endianness:
            -orig-id: RESTORE_OPT_BIG_ENDIAN
            value: '(options & 1).as<u4>'
            enum: libxl_endianness
            -webide-parse-mode: eager
          is_legacy_converted:
            -orig-id: RESTORE_OPT_LEGACY
            value: (options & 2) != 0
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
        doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#records
        params:
          - id: is_le
            type: bool
        seq:
          - id: records
            -orig-id: libxl__sr_rec_hdr
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
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#records
            -webide-representation: '{header.record_type} {body}{libxc}'
            seq:
              - id: header
                -orig-id: libxl__sr_rec_hdr
                type: libxl_record_header
              - id: body
                size: header.len_body
                type:
                  switch-on: header.record_type
                  cases:
                    'libxl_record_type::emulator_xenstore_data': emulator_xenstore_data
                    'libxl_record_type::emulator_context': emulator_context
                    'libxl_record_type::checkpoint_state': checkpoint_state
                    _: libxc_migration::blob
              - id: padding
                size: header.len_padding
                type: libxc_migration::blob
                if: header.len_padding != 0
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
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#checkpoint_state
            -webide-representation: '{colo_state}'
            seq:
              - id: type_id
                -orig-id: type
                type: u4
                doc: REC_TYPE_CHECKPOINT_STATE.
              - id: len_colo_state
                -orig-id: length
                type: u4
              - id: colo_state
                size: len_colo_state
                type: colo_turn_state
          colo_turn_state:
            doc: Where COLO's primary stands.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#checkpoint_state
            -webide-representation: '{control}'
            seq:
              - id: control_id
                -orig-id: id
                type: u4
                doc: The number of `control`.
              - id: reserved1
                type: u4
                if: not _io.eof
            instances:
              control:
                value: control_id
                enum: checkpoint_control
                -webide-parse-mode: eager
          libxl_record_header:
            doc: What a record is, and how long.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#records
            -webide-representation: '{record_type}, {len_body:dec} octets'
            seq:
              - id: type_id
                -orig-id: type
                type: u4
                doc: The number of `record_type`, also where that has no name.
              - id: len_body
                -orig-id: length
                type: u4
                doc: Octets in the body, its padding not counted.
            instances:
              record_type:
                value: type_id
                enum: libxl_record_type
                -webide-parse-mode: eager
              len_padding:
                value: (8 - len_body % 8) % 8
                doc: Octets of zeros after the body.
              is_optional:
                value: type_id >= (0x80000000).as<u4>
                doc: A reader that does not know an optional record may skip it.
          emulator_xenstore_data:
            doc: The xenstore keys of a device model.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#emulator_xenstore_data
            -webide-representation: '{header}'
            seq:
              - id: header
                -orig-id: libxl__sr_emulator_hdr
                type: emulator_xenstore_header
              - id: xenstore_data
                size-eos: true
                type: xenstore_strings
          emulator_xenstore_header:
            doc: Which device model the xenstore keys are of.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#emulator_xenstore_data
            -webide-representation: '{emulator}, index {index:dec}'
            seq:
              - id: emulator_id
                -orig-id: id
                type: u4
                doc: The number of `emulator`.
              - id: index
                -orig-id: index
                type: u4
                doc: Which emulator of the domain.
            instances:
              emulator:
                value: emulator_id
                enum: emulator_id
                -webide-parse-mode: eager
          xenstore_strings:
            doc: |
              Key, value, key, value, each ended by a NUL. The keys are relative
              to the device model's own. Nothing is parsed before `strings` is
              read.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#emulator_xenstore_data
            instances:
              strings:
                pos: 0
                type: strz
                eos-error: false
                encoding: ISO-8859-1
                repeat: eos
          emulator_context:
            doc: The state of a device model.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#emulator_context
            -webide-representation: '{header}'
            seq:
              - id: header
                -orig-id: libxl__sr_emulator_hdr
                type: emulator_context_header
              - id: context
                size-eos: true
                type: libxc_migration::blob
          emulator_context_header:
            doc: Which device model the state is of.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#emulator_context
            -webide-representation: '{emulator}, index {index:dec}'
            seq:
              - id: emulator_id
                -orig-id: id
                type: u4
                doc: The number of `emulator`.
              - id: index
                -orig-id: index
                type: u4
                doc: Which emulator of the domain.
            instances:
              emulator:
                value: emulator_id
                enum: emulator_id
                -webide-parse-mode: eager
          checkpoint_state:
            doc: Where the two sides of a COLO pair stand.
            doc-ref: https://xenbits.xen.org/docs/unstable/specs/libxl-migration-stream.html#checkpoint_state
            -webide-representation: '{control}'
            seq:
              - id: control_id
                -orig-id: id
                type: u4
                doc: The number of `control`.
              - id: reserved1
                type: u4
                if: not _io.eof
            instances:
              control:
                value: control_id
                enum: checkpoint_control
                -webide-parse-mode: eager
    enums:
      libxl_endianness:
        0: little_endian
        1:
          id: big_endian
          -orig-id: RESTORE_OPT_BIG_ENDIAN
      libxl_record_type:
        0x0:
          id: end
          -orig-id: REC_TYPE_END
        0x1:
          id: libxc_context
          -orig-id: REC_TYPE_LIBXC_CONTEXT
        0x2:
          id: emulator_xenstore_data
          -orig-id: REC_TYPE_EMULATOR_XENSTORE_DATA
        0x3:
          id: emulator_context
          -orig-id: REC_TYPE_EMULATOR_CONTEXT
        0x4:
          id: checkpoint_end
          -orig-id: REC_TYPE_CHECKPOINT_END
        0x5:
          id: checkpoint_state
          -orig-id: REC_TYPE_CHECKPOINT_STATE
      emulator_id:
        0:
          id: unknown_emulator
          -orig-id: EMULATOR_UNKNOWN
        1:
          id: qemu_traditional
          -orig-id: EMULATOR_QEMU_TRADITIONAL
          doc: Dropped in Xen 4.21.
        2:
          id: qemu_upstream
          -orig-id: EMULATOR_QEMU_UPSTREAM
      checkpoint_control:
        0:
          id: new
          -orig-id: CHECKPOINT_NEW
        1:
          id: svm_suspended
          -orig-id: CHECKPOINT_SVM_SUSPENDED
        2:
          id: svm_ready
          -orig-id: CHECKPOINT_SVM_READY
        3:
          id: svm_resumed
          -orig-id: CHECKPOINT_SVM_RESUMED
enums:
  xapi_section_type:
    0x000f:
      id: xenops
      -orig-id: Xenops
      doc: xenopsd's own metadata, an S-expression.
    0x00f0:
      id: libxc
      -orig-id: Libxc
      doc: A libxc stream.
    0x00f1:
      id: libxl
      -orig-id: Libxl
      doc: A libxl stream.
    0x00f2:
      id: libxc_legacy
      -orig-id: Libxc_legacy
      doc: A legacy stream, before Xen 4.6.
    0x0f00:
      id: qemu_trad
      -orig-id: Qemu_trad
      doc: The state of qemu traditional.
    0x0f01:
      id: qemu_xen
      -orig-id: Qemu_xen
      doc: The state of qemu upstream.
    0x0f10:
      id: demu
      -orig-id: Demu
      doc: The state of a vGPU's emulator.
    0x0f11:
      id: varstored
      -orig-id: Varstored
      doc: The variables of UEFI.
    0x0f12:
      id: swtpm0
      -orig-id: Swtpm0
      doc: The state of a TPM, the first format.
    0x0f13:
      id: swtpm
      -orig-id: Swtpm
      doc: The state of a TPM.
    0xffff:
      id: end
      -orig-id: End_of_image

# Generated from spec/qemu_device_state.ksy
# by `make generate`: do not edit, change spec/ instead. All in one file, for the Web IDE.
meta:
  id: qemu_device_state
  title: QEMU device state (savevm format)
  application: QEMU
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  endian: be
doc: |
  The state of a device model as QEMU writes it for Xen, by the command
  `xen-save-devices-state`. libxl keeps it in an EMULATOR_CONTEXT record, after
  the eight octets of the emulator's header. It is QEMU's own migration format
  without the guest's memory, and always big-endian.

  A header is followed by sections, one for each device, and by the octet 0.
  The body of a section has no length: only the device's own code knows where
  it ends. So the first section's header is all that can be told for sure, and
  what follows it is left undescribed. `section_header` can be placed wherever
  a section is known to begin.

  Under Xen, QEMU writes neither the configuration nor the sections' footers
  nor a description at the end; all three are in its other states.

  Only the magic is validated, so that a broken state still opens up to its
  fault.
doc-ref:
  - https://github.com/qemu/qemu/blob/v7.2.0/docs/xen-save-devices-state.txt
  - https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
  - https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.h
-webide-representation: '{header}, {first_section}'
seq:
  - id: header
    type: device_state_header
  - id: configuration
    type: device_state_configuration
    if: not _io.eof and next_type_id == 7
  - id: first_section
    type: section_header
    if: not _io.eof
  - id: rest
    size-eos: true
    type: device_state_blob
    doc: The first section's body, and all that follows it.
instances:
  next_type_id:
    pos: sizeof<device_state_header>
    type: u1
    if: not _io.eof
    doc: The type of what follows the header.
types:
  device_state_blob:
    doc: |
      Octets that are not described further: nothing is copied until `data` is
      read.
    doc-ref: https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
    -webide-representation: '{size_text}'
    instances:
      size_text:
        value: '_io.size == 0 ? "" : _io.size.to_s + " octets"'
        doc: The size of `data`; empty where that is.
      data:
        pos: 0
        size-eos: true
  device_state_header:
    doc: Identifies the state.
    doc-ref: https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.h
    to-string: '"version " + version.to_s'
    -webide-representation: 'version {version:dec}'
    seq:
      - id: magic
        -orig-id: QEMU_VM_FILE_MAGIC
        type: u4
        valid: 0x5145564d
        doc: '"QEVM"'
      - id: version
        -orig-id: QEMU_VM_FILE_VERSION
        type: u4
        doc: Always 3. Version 2 is obsolete, and QEMU refuses it.
  device_state_configuration:
    doc: |
      The machine that the state is of. Subsections may follow, each with the
      octet 5 before it.
    doc-ref: https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
    to-string: 'machine'
    -webide-representation: '{machine}'
    seq:
      - id: type_id
        type: u1
        doc: The number of `section_type`, always 7.
      - id: len_machine
        -orig-id: len
        type: u4
      - id: machine
        -orig-id: name
        size: len_machine
        type: str
        encoding: ISO-8859-1
        doc: The name of QEMU's machine type.
    instances:
      section_type:
        value: type_id
        enum: device_state_section_type
        -webide-parse-mode: eager
  section_header:
    doc: |
      What a section is. Only the header of a section that has a device's state
      has more than its type, and only that of its first part has a name.
    doc-ref: https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
    -webide-representation: '{section_type} {section_id:dec} {name}'
    seq:
      - id: type_id
        type: u1
        doc: The number of `section_type`, also where that has no name.
      - id: section_id
        -orig-id: section_id
        type: u4
        if: has_id
        doc: Counts the devices as they were made; not the order of sections.
      - id: len_name
        type: u1
        if: has_name
      - id: name
        -orig-id: idstr
        size: len_name.as<u1>
        type: str
        encoding: ISO-8859-1
        if: has_name
        doc: |
          The device, with its place on its bus before it where it has one, as
          in 0000:00:01.1/ide.
      - id: instance_id
        -orig-id: instance_id
        type: u4
        if: has_name
        doc: Which of the devices of that name.
      - id: version
        -orig-id: version_id
        type: u4
        if: has_name
        doc: The version of the device's state.
    instances:
      section_type:
        value: type_id
        enum: device_state_section_type
        -webide-parse-mode: eager
      has_name:
        value: type_id == 1 or type_id == 4
        doc: Whether it is a start or full.
      has_id:
        value: type_id >= 1 and type_id <= 4
        doc: Whether it is of a device.
  section_footer:
    doc: What may follow a section's body. Under Xen, QEMU does not write it.
    doc-ref: https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
    to-string: 'section_id.to_s'
    -webide-representation: '{section_id:dec}'
    seq:
      - id: type_id
        type: u1
        doc: The number of `section_type`, always 0x7e.
      - id: section_id
        -orig-id: section_id
        type: u4
        doc: That of the section's header.
    instances:
      section_type:
        value: type_id
        enum: device_state_section_type
        -webide-parse-mode: eager
  machine_description:
    doc: |
      What may follow the octet 0 after the last section. Under Xen, QEMU does
      not write it.
    doc-ref: https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
    -webide-representation: '{section_type}'
    seq:
      - id: type_id
        type: u1
        doc: The number of `section_type`, always 6.
      - id: len_json
        type: u4
      - id: json
        size: len_json
        type: device_state_blob
        doc: A JSON object that names the fields of all devices.
    instances:
      section_type:
        value: type_id
        enum: device_state_section_type
        -webide-parse-mode: eager
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
  device_state_section_type:
    0x00:
      id: end
      -orig-id: QEMU_VM_EOF
      doc: The end of the sections.
    0x01:
      id: start
      -orig-id: QEMU_VM_SECTION_START
      doc: The first part of a device's state that is sent while the guest runs.
    0x02:
      id: part
      -orig-id: QEMU_VM_SECTION_PART
      doc: A further part of it.
    0x03:
      id: last_part
      -orig-id: QEMU_VM_SECTION_END
      doc: The last part of it, after the guest stopped.
    0x04:
      id: full
      -orig-id: QEMU_VM_SECTION_FULL
      doc: All of a device's state at once.
    0x05:
      id: subsection
      -orig-id: QEMU_VM_SUBSECTION
      doc: An optional piece of a section, by name, within it.
    0x06:
      id: description
      -orig-id: QEMU_VM_VMDESCRIPTION
      doc: A JSON text that names all fields, after the last section.
    0x07:
      id: configuration
      -orig-id: QEMU_VM_CONFIGURATION
      doc: The machine, before the first section.
    0x08:
      id: command
      -orig-id: QEMU_VM_COMMAND
      doc: A message between the two sides of a live migration.
    0x7e:
      id: footer
      -orig-id: QEMU_VM_SECTION_FOOTER
      doc: The end of a section, with its number once more.

meta:
  id: xl_migration_wire
  title: Xen domain on the wire of an xl migration
  application: Xen (xl)
  tags:
    - serialization
    - virtualization
  license: CC0-1.0
  ks-version: '0.11'
  imports:
    - xl_save_image
  endian: le
doc: |
  What `xl migrate` sends to `xl migrate-receive`, as captured on the socket:
  the same octets as a saved image, and texts around it by which the two sides
  take turns. The sender's own octets are the image and its permission to
  unpause; a capture of both directions has the receiver's texts too.
doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl_migrate.c
-webide-representation: '{image}'
seq:
  - id: receiver_banner
    type: wire_banner
    if: first_octet == 0x78
    doc: What the receiver says first.
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
  wire_banner:
    doc: The text by which the receiver begins, ended by a line feed.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl_migrate.c
    to-string: 'text'
    -webide-representation: '{text}'
    seq:
      - id: text
        type: str
        terminator: 0x0a
        encoding: ISO-8859-1
    instances:
      is_receivers:
        -orig-id: migrate_receiver_banner
        value: text == "xl migration receiver ready, send binary domain data."
        doc: Whether it is xl's.
  wire_text:
    doc: |
      One of the three texts by which the two sides take turns after the image,
      ended by a NUL: the receiver has the image, the sender lets it unpause the
      guest, the receiver tells how that went. Where it went wrong, the sender
      gives the permission back.
    doc-ref: https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/xl/xl_migrate.c
    to-string: 'text'
    -webide-representation: '{text}'
    seq:
      - id: text
        type: strz
        eos-error: false
        encoding: ISO-8859-1
      - id: status
        -orig-id: rc_buf
        type: u1
        if: is_report and not _io.eof
        doc: After the report, 0 if the guest runs.
    instances:
      is_ready:
        -orig-id: migrate_receiver_ready
        value: text == "domain received, ready to unpause"
        doc: Whether the receiver has the image.
      is_permission:
        -orig-id: migrate_permission_to_go
        value: text == "domain is yours, you are cleared to unpause"
        doc: Whether the other side may run the guest.
      is_report:
        -orig-id: migrate_report
        value: text == "my copy unpause results are as follows"
        doc: Whether `status` follows.

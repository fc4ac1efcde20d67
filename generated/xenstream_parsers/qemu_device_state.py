# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from enum import IntEnum


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class QemuDeviceState(KaitaiStruct):
    """The state of a device model as QEMU writes it for Xen, by the command
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
    
    .. seealso::
       Source - https://github.com/qemu/qemu/blob/v7.2.0/docs/xen-save-devices-state.txt
    
    
    .. seealso::
       Source - https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
    
    
    .. seealso::
       Source - https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.h
    """

    class DeviceStateSectionType(IntEnum):
        end = 0
        start = 1
        part = 2
        last_part = 3
        full = 4
        subsection = 5
        description = 6
        configuration = 7
        command = 8
        footer = 126
    def __init__(self, _io, _parent=None, _root=None):
        super(QemuDeviceState, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._read()

    def _read(self):
        self.header = QemuDeviceState.DeviceStateHeader(self._io, self, self._root)
        if  (((not (self._io.is_eof()))) and (self.next_type_id == 7)) :
            pass
            self.configuration = QemuDeviceState.DeviceStateConfiguration(self._io, self, self._root)

        if (not (self._io.is_eof())):
            pass
            self.first_section = QemuDeviceState.SectionHeader(self._io, self, self._root)

        self._raw_rest = self._io.read_bytes_full()
        _io__raw_rest = KaitaiStream(BytesIO(self._raw_rest))
        self.rest = QemuDeviceState.DeviceStateBlob(_io__raw_rest, self, self._root)


    def _fetch_instances(self):
        pass
        self.header._fetch_instances()
        if  (((not (self._io.is_eof()))) and (self.next_type_id == 7)) :
            pass
            self.configuration._fetch_instances()

        if (not (self._io.is_eof())):
            pass
            self.first_section._fetch_instances()

        self.rest._fetch_instances()
        _ = self.next_type_id
        if hasattr(self, '_m_next_type_id'):
            pass


    class DeviceStateBlob(KaitaiStruct):
        """Octets that are not described further: nothing is copied until `data` is
        read.
        
        .. seealso::
           Source - https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(QemuDeviceState.DeviceStateBlob, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            pass


        def _fetch_instances(self):
            pass
            _ = self.data
            if hasattr(self, '_m_data'):
                pass


        @property
        def data(self):
            if hasattr(self, '_m_data'):
                return self._m_data

            _pos = self._io.pos()
            self._io.seek(0)
            self._m_data = self._io.read_bytes_full()
            self._io.seek(_pos)
            return getattr(self, '_m_data', None)


    class DeviceStateConfiguration(KaitaiStruct):
        """The machine that the state is of. Subsections may follow, each with the
        octet 5 before it.
        
        .. seealso::
           Source - https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(QemuDeviceState.DeviceStateConfiguration, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.type_id = self._io.read_u1()
            self.len_machine = self._io.read_u4be()
            self.machine = (self._io.read_bytes(self.len_machine)).decode(u"ISO-8859-1")


        def _fetch_instances(self):
            pass

        @property
        def section_type(self):
            if hasattr(self, '_m_section_type'):
                return self._m_section_type

            self._m_section_type = KaitaiStream.resolve_enum(QemuDeviceState.DeviceStateSectionType, self.type_id)
            return getattr(self, '_m_section_type', None)


        def __str__(self):
            return self.machine

    class DeviceStateHeader(KaitaiStruct):
        """Identifies the state.
        
        .. seealso::
           Source - https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.h
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(QemuDeviceState.DeviceStateHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.magic = self._io.read_u4be()
            if not self.magic == 1363498573:
                raise kaitaistruct.ValidationNotEqualError(1363498573, self.magic, self._io, u"/types/device_state_header/seq/0")
            self.version = self._io.read_u4be()


        def _fetch_instances(self):
            pass


        def __str__(self):
            return u"version " + str(self.version)

    class MachineDescription(KaitaiStruct):
        """What may follow the octet 0 after the last section. Under Xen, QEMU does
        not write it.
        
        .. seealso::
           Source - https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(QemuDeviceState.MachineDescription, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.type_id = self._io.read_u1()
            self.len_json = self._io.read_u4be()
            self._raw_json = self._io.read_bytes(self.len_json)
            _io__raw_json = KaitaiStream(BytesIO(self._raw_json))
            self.json = QemuDeviceState.DeviceStateBlob(_io__raw_json, self, self._root)


        def _fetch_instances(self):
            pass
            self.json._fetch_instances()

        @property
        def section_type(self):
            if hasattr(self, '_m_section_type'):
                return self._m_section_type

            self._m_section_type = KaitaiStream.resolve_enum(QemuDeviceState.DeviceStateSectionType, self.type_id)
            return getattr(self, '_m_section_type', None)


    class SectionFooter(KaitaiStruct):
        """What may follow a section's body. Under Xen, QEMU does not write it.
        
        .. seealso::
           Source - https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(QemuDeviceState.SectionFooter, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.type_id = self._io.read_u1()
            self.section_id = self._io.read_u4be()


        def _fetch_instances(self):
            pass

        @property
        def section_type(self):
            if hasattr(self, '_m_section_type'):
                return self._m_section_type

            self._m_section_type = KaitaiStream.resolve_enum(QemuDeviceState.DeviceStateSectionType, self.type_id)
            return getattr(self, '_m_section_type', None)


        def __str__(self):
            return str(self.section_id)

    class SectionHeader(KaitaiStruct):
        """What a section is. Only the header of a section that has a device's state
        has more than its type, and only that of its first part has a name.
        
        .. seealso::
           Source - https://github.com/qemu/qemu/blob/v7.2.0/migration/savevm.c
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(QemuDeviceState.SectionHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.type_id = self._io.read_u1()
            if self.has_id:
                pass
                self.section_id = self._io.read_u4be()

            if self.has_name:
                pass
                self.len_name = self._io.read_u1()

            if self.has_name:
                pass
                self.name = (self._io.read_bytes(self.len_name)).decode(u"ISO-8859-1")

            if self.has_name:
                pass
                self.instance_id = self._io.read_u4be()

            if self.has_name:
                pass
                self.version = self._io.read_u4be()



        def _fetch_instances(self):
            pass
            if self.has_id:
                pass

            if self.has_name:
                pass

            if self.has_name:
                pass

            if self.has_name:
                pass

            if self.has_name:
                pass


        @property
        def has_id(self):
            """Whether it is of a device."""
            if hasattr(self, '_m_has_id'):
                return self._m_has_id

            self._m_has_id =  ((self.type_id >= 1) and (self.type_id <= 4)) 
            return getattr(self, '_m_has_id', None)

        @property
        def has_name(self):
            """Whether it is a start or full."""
            if hasattr(self, '_m_has_name'):
                return self._m_has_name

            self._m_has_name =  ((self.type_id == 1) or (self.type_id == 4)) 
            return getattr(self, '_m_has_name', None)

        @property
        def section_type(self):
            if hasattr(self, '_m_section_type'):
                return self._m_section_type

            self._m_section_type = KaitaiStream.resolve_enum(QemuDeviceState.DeviceStateSectionType, self.type_id)
            return getattr(self, '_m_section_type', None)


    @property
    def next_type_id(self):
        """The type of what follows the header."""
        if hasattr(self, '_m_next_type_id'):
            return self._m_next_type_id

        if (not (self._io.is_eof())):
            pass
            _pos = self._io.pos()
            self._io.seek(8)
            self._m_next_type_id = self._io.read_u1()
            self._io.seek(_pos)

        return getattr(self, '_m_next_type_id', None)



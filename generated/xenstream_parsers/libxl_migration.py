# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
import xenstream_parsers
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from enum import IntEnum


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class LibxlMigration(KaitaiStruct):
    """What libxenlight (libxl) writes around the libxc stream since Xen 4.6: a
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
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc
    
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/tools/libs/light/libxl_sr_stream_format.h
    """

    class CheckpointControl(IntEnum):
        new = 0
        svm_suspended = 1
        svm_ready = 2
        svm_resumed = 3

    class EmulatorId(IntEnum):
        unknown_emulator = 0
        qemu_traditional = 1
        qemu_upstream = 2

    class LibxlEndianness(IntEnum):
        little_endian = 0
        big_endian = 1

    class LibxlRecordType(IntEnum):
        end = 0
        libxc_context = 1
        emulator_xenstore_data = 2
        emulator_context = 3
        checkpoint_end = 4
        checkpoint_state = 5
    def __init__(self, _io, _parent=None, _root=None):
        super(LibxlMigration, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._read()

    def _read(self):
        self.header = LibxlMigration.LibxlHeader(self._io, self, self._root)
        self.contents = LibxlMigration.LibxlContent(self.header.is_le, self._io, self, self._root)


    def _fetch_instances(self):
        pass
        self.header._fetch_instances()
        self.contents._fetch_instances()

    class LibxlContent(KaitaiStruct):
        """The records. All types that depend on the stream's endianness are nested
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
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L95
        """
        def __init__(self, is_le, _io, _parent=None, _root=None):
            super(LibxlMigration.LibxlContent, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self.is_le = is_le
            self._read()

        def _read(self):
            _on = self.is_le
            if _on == True:
                pass
                self._is_le = True
            elif _on == False:
                pass
                self._is_le = False
            if not hasattr(self, '_is_le'):
                raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content")
            elif self._is_le == True:
                self._read_le()
            elif self._is_le == False:
                self._read_be()

        def _read_le(self):
            self.records = []
            i = 0
            while True:
                _ = LibxlMigration.LibxlContent.LibxlRecord(self._io, self, self._root, self._is_le)
                self.records.append(_)
                if  ((_.header.record_type == LibxlMigration.LibxlRecordType.end) or ( ((_.header.record_type == LibxlMigration.LibxlRecordType.checkpoint_end) and (self._io.is_eof())) )) :
                    break
                i += 1

        def _read_be(self):
            self.records = []
            i = 0
            while True:
                _ = LibxlMigration.LibxlContent.LibxlRecord(self._io, self, self._root, self._is_le)
                self.records.append(_)
                if  ((_.header.record_type == LibxlMigration.LibxlRecordType.end) or ( ((_.header.record_type == LibxlMigration.LibxlRecordType.checkpoint_end) and (self._io.is_eof())) )) :
                    break
                i += 1


        def _fetch_instances(self):
            pass
            for i in range(len(self.records)):
                pass
                self.records[i]._fetch_instances()


        class CheckpointState(KaitaiStruct):
            """Where the two sides of a COLO pair stand. NEW goes from the primary to
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
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L256
            """
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxlMigration.LibxlContent.CheckpointState, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._read()

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content/types/checkpoint_state")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self.control_id = self._io.read_u4le()
                if (not (self._io.is_eof())):
                    pass
                    self.reserved1 = self._io.read_u4le()


            def _read_be(self):
                self.control_id = self._io.read_u4be()
                if (not (self._io.is_eof())):
                    pass
                    self.reserved1 = self._io.read_u4be()



            def _fetch_instances(self):
                pass
                if (not (self._io.is_eof())):
                    pass


            @property
            def control(self):
                if hasattr(self, '_m_control'):
                    return self._m_control

                self._m_control = KaitaiStream.resolve_enum(LibxlMigration.CheckpointControl, self.control_id)
                return getattr(self, '_m_control', None)


        class ColoTurnRecord(KaitaiStruct):
            """A CHECKPOINT_STATE between two checkpoints. Its types are its own,
            since Go takes none that has two parents here.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L256
            """
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxlMigration.LibxlContent.ColoTurnRecord, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._read()

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content/types/colo_turn_record")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self.type_id = self._io.read_u4le()
                self.len_colo_state = self._io.read_u4le()
                self._raw_colo_state = self._io.read_bytes(self.len_colo_state)
                _io__raw_colo_state = KaitaiStream(BytesIO(self._raw_colo_state))
                self.colo_state = LibxlMigration.LibxlContent.ColoTurnState(_io__raw_colo_state, self, self._root, self._is_le)
                if self.len_padding != 0:
                    pass
                    self._raw_padding = self._io.read_bytes(self.len_padding)
                    _io__raw_padding = KaitaiStream(BytesIO(self._raw_padding))
                    self.padding = xenstream_parsers.libxc_migration.LibxcMigration.Blob(_io__raw_padding)


            def _read_be(self):
                self.type_id = self._io.read_u4be()
                self.len_colo_state = self._io.read_u4be()
                self._raw_colo_state = self._io.read_bytes(self.len_colo_state)
                _io__raw_colo_state = KaitaiStream(BytesIO(self._raw_colo_state))
                self.colo_state = LibxlMigration.LibxlContent.ColoTurnState(_io__raw_colo_state, self, self._root, self._is_le)
                if self.len_padding != 0:
                    pass
                    self._raw_padding = self._io.read_bytes(self.len_padding)
                    _io__raw_padding = KaitaiStream(BytesIO(self._raw_padding))
                    self.padding = xenstream_parsers.libxc_migration.LibxcMigration.Blob(_io__raw_padding)



            def _fetch_instances(self):
                pass
                self.colo_state._fetch_instances()
                if self.len_padding != 0:
                    pass
                    self.padding._fetch_instances()


            @property
            def len_padding(self):
                """Octets of zeros after the body."""
                if hasattr(self, '_m_len_padding'):
                    return self._m_len_padding

                self._m_len_padding = (8 - self.len_colo_state % 8) % 8
                return getattr(self, '_m_len_padding', None)


        class ColoTurnState(KaitaiStruct):
            """Where COLO's primary stands.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L256
            """
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxlMigration.LibxlContent.ColoTurnState, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._read()

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content/types/colo_turn_state")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self.control_id = self._io.read_u4le()
                if (not (self._io.is_eof())):
                    pass
                    self.reserved1 = self._io.read_u4le()


            def _read_be(self):
                self.control_id = self._io.read_u4be()
                if (not (self._io.is_eof())):
                    pass
                    self.reserved1 = self._io.read_u4be()



            def _fetch_instances(self):
                pass
                if (not (self._io.is_eof())):
                    pass


            @property
            def control(self):
                if hasattr(self, '_m_control'):
                    return self._m_control

                self._m_control = KaitaiStream.resolve_enum(LibxlMigration.CheckpointControl, self.control_id)
                return getattr(self, '_m_control', None)


        class EmulatorContext(KaitaiStruct):
            """The state of a device model. Only an HVM guest has one that has a
            state.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L229
            """
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxlMigration.LibxlContent.EmulatorContext, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._read()

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content/types/emulator_context")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self.header = LibxlMigration.LibxlContent.EmulatorContextHeader(self._io, self, self._root, self._is_le)
                self._raw_context = self._io.read_bytes_full()
                _io__raw_context = KaitaiStream(BytesIO(self._raw_context))
                self.context = xenstream_parsers.libxc_migration.LibxcMigration.Blob(_io__raw_context)

            def _read_be(self):
                self.header = LibxlMigration.LibxlContent.EmulatorContextHeader(self._io, self, self._root, self._is_le)
                self._raw_context = self._io.read_bytes_full()
                _io__raw_context = KaitaiStream(BytesIO(self._raw_context))
                self.context = xenstream_parsers.libxc_migration.LibxcMigration.Blob(_io__raw_context)


            def _fetch_instances(self):
                pass
                self.header._fetch_instances()
                self.context._fetch_instances()


        class EmulatorContextHeader(KaitaiStruct):
            """Which device model the state is of.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L229
            """
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxlMigration.LibxlContent.EmulatorContextHeader, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._read()

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content/types/emulator_context_header")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self.emulator_id = self._io.read_u4le()
                self.index = self._io.read_u4le()

            def _read_be(self):
                self.emulator_id = self._io.read_u4be()
                self.index = self._io.read_u4be()


            def _fetch_instances(self):
                pass

            @property
            def emulator(self):
                if hasattr(self, '_m_emulator'):
                    return self._m_emulator

                self._m_emulator = KaitaiStream.resolve_enum(LibxlMigration.EmulatorId, self.emulator_id)
                return getattr(self, '_m_emulator', None)


        class EmulatorXenstoreData(KaitaiStruct):
            """The xenstore keys of a device model.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L202
            """
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxlMigration.LibxlContent.EmulatorXenstoreData, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._read()

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content/types/emulator_xenstore_data")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self.header = LibxlMigration.LibxlContent.EmulatorXenstoreHeader(self._io, self, self._root, self._is_le)
                self._raw_xenstore_data = self._io.read_bytes_full()
                _io__raw_xenstore_data = KaitaiStream(BytesIO(self._raw_xenstore_data))
                self.xenstore_data = LibxlMigration.LibxlContent.XenstoreStrings(_io__raw_xenstore_data, self, self._root, self._is_le)

            def _read_be(self):
                self.header = LibxlMigration.LibxlContent.EmulatorXenstoreHeader(self._io, self, self._root, self._is_le)
                self._raw_xenstore_data = self._io.read_bytes_full()
                _io__raw_xenstore_data = KaitaiStream(BytesIO(self._raw_xenstore_data))
                self.xenstore_data = LibxlMigration.LibxlContent.XenstoreStrings(_io__raw_xenstore_data, self, self._root, self._is_le)


            def _fetch_instances(self):
                pass
                self.header._fetch_instances()
                self.xenstore_data._fetch_instances()


        class EmulatorXenstoreHeader(KaitaiStruct):
            """Which device model the xenstore keys are of.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L202
            """
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxlMigration.LibxlContent.EmulatorXenstoreHeader, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._read()

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content/types/emulator_xenstore_header")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self.emulator_id = self._io.read_u4le()
                self.index = self._io.read_u4le()

            def _read_be(self):
                self.emulator_id = self._io.read_u4be()
                self.index = self._io.read_u4be()


            def _fetch_instances(self):
                pass

            @property
            def emulator(self):
                if hasattr(self, '_m_emulator'):
                    return self._m_emulator

                self._m_emulator = KaitaiStream.resolve_enum(LibxlMigration.EmulatorId, self.emulator_id)
                return getattr(self, '_m_emulator', None)


        class LibxlRecord(KaitaiStruct):
            """A header, a body, zeros that pad the body to a multiple of 8 octets
            and, after LIBXC_CONTEXT, a libxc stream; after CHECKPOINT_END, its
            further records.
            
            Records whose type has bit 31 set are optional: a reader may pass over
            the body of one that it does not know. All others are mandatory: a
            reader that does not know one has to refuse the stream. No optional
            type is in use so far, and Xen's restore refuses every type that it
            does not know.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L95
            """
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxlMigration.LibxlContent.LibxlRecord, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._read()

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content/types/libxl_record")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self.header = LibxlMigration.LibxlContent.LibxlRecordHeader(self._io, self, self._root, self._is_le)
                _on = self.header.record_type
                if _on == LibxlMigration.LibxlRecordType.checkpoint_state:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxlMigration.LibxlContent.CheckpointState(_io__raw_body, self, self._root, self._is_le)
                elif _on == LibxlMigration.LibxlRecordType.emulator_context:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxlMigration.LibxlContent.EmulatorContext(_io__raw_body, self, self._root, self._is_le)
                elif _on == LibxlMigration.LibxlRecordType.emulator_xenstore_data:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxlMigration.LibxlContent.EmulatorXenstoreData(_io__raw_body, self, self._root, self._is_le)
                else:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = xenstream_parsers.libxc_migration.LibxcMigration.Blob(_io__raw_body)
                if self.header.len_padding != 0:
                    pass
                    self._raw_padding = self._io.read_bytes(self.header.len_padding)
                    _io__raw_padding = KaitaiStream(BytesIO(self._raw_padding))
                    self.padding = xenstream_parsers.libxc_migration.LibxcMigration.Blob(_io__raw_padding)

                if self.header.record_type == LibxlMigration.LibxlRecordType.libxc_context:
                    pass
                    self.libxc = xenstream_parsers.libxc_migration.LibxcMigration.EmbeddedStream(self._io)

                if  ((self.header.record_type == LibxlMigration.LibxlRecordType.checkpoint_end) and (self._io.size() >= (self._io.pos() + 8)) and (self.next_type_id == 5)) :
                    pass
                    self.colo_turn = LibxlMigration.LibxlContent.ColoTurnRecord(self._io, self, self._root, self._is_le)

                if  ((self.header.record_type == LibxlMigration.LibxlRecordType.checkpoint_end) and ((not (self._io.is_eof())))) :
                    pass
                    self.libxc_continued = xenstream_parsers.libxc_migration.LibxcMigration.Content(self._parent.is_le, True, False, self._io)


            def _read_be(self):
                self.header = LibxlMigration.LibxlContent.LibxlRecordHeader(self._io, self, self._root, self._is_le)
                _on = self.header.record_type
                if _on == LibxlMigration.LibxlRecordType.checkpoint_state:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxlMigration.LibxlContent.CheckpointState(_io__raw_body, self, self._root, self._is_le)
                elif _on == LibxlMigration.LibxlRecordType.emulator_context:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxlMigration.LibxlContent.EmulatorContext(_io__raw_body, self, self._root, self._is_le)
                elif _on == LibxlMigration.LibxlRecordType.emulator_xenstore_data:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = LibxlMigration.LibxlContent.EmulatorXenstoreData(_io__raw_body, self, self._root, self._is_le)
                else:
                    pass
                    self._raw_body = self._io.read_bytes(self.header.len_body)
                    _io__raw_body = KaitaiStream(BytesIO(self._raw_body))
                    self.body = xenstream_parsers.libxc_migration.LibxcMigration.Blob(_io__raw_body)
                if self.header.len_padding != 0:
                    pass
                    self._raw_padding = self._io.read_bytes(self.header.len_padding)
                    _io__raw_padding = KaitaiStream(BytesIO(self._raw_padding))
                    self.padding = xenstream_parsers.libxc_migration.LibxcMigration.Blob(_io__raw_padding)

                if self.header.record_type == LibxlMigration.LibxlRecordType.libxc_context:
                    pass
                    self.libxc = xenstream_parsers.libxc_migration.LibxcMigration.EmbeddedStream(self._io)

                if  ((self.header.record_type == LibxlMigration.LibxlRecordType.checkpoint_end) and (self._io.size() >= (self._io.pos() + 8)) and (self.next_type_id == 5)) :
                    pass
                    self.colo_turn = LibxlMigration.LibxlContent.ColoTurnRecord(self._io, self, self._root, self._is_le)

                if  ((self.header.record_type == LibxlMigration.LibxlRecordType.checkpoint_end) and ((not (self._io.is_eof())))) :
                    pass
                    self.libxc_continued = xenstream_parsers.libxc_migration.LibxcMigration.Content(self._parent.is_le, True, False, self._io)



            def _fetch_instances(self):
                pass
                self.header._fetch_instances()
                _on = self.header.record_type
                if _on == LibxlMigration.LibxlRecordType.checkpoint_state:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxlMigration.LibxlRecordType.emulator_context:
                    pass
                    self.body._fetch_instances()
                elif _on == LibxlMigration.LibxlRecordType.emulator_xenstore_data:
                    pass
                    self.body._fetch_instances()
                else:
                    pass
                    self.body._fetch_instances()
                if self.header.len_padding != 0:
                    pass
                    self.padding._fetch_instances()

                if self.header.record_type == LibxlMigration.LibxlRecordType.libxc_context:
                    pass
                    self.libxc._fetch_instances()

                if  ((self.header.record_type == LibxlMigration.LibxlRecordType.checkpoint_end) and (self._io.size() >= (self._io.pos() + 8)) and (self.next_type_id == 5)) :
                    pass
                    self.colo_turn._fetch_instances()

                if  ((self.header.record_type == LibxlMigration.LibxlRecordType.checkpoint_end) and ((not (self._io.is_eof())))) :
                    pass
                    self.libxc_continued._fetch_instances()

                _ = self.next_type_id
                if hasattr(self, '_m_next_type_id'):
                    pass


            @property
            def next_type_id(self):
                """The type of what follows, looked at after CHECKPOINT_END."""
                if hasattr(self, '_m_next_type_id'):
                    return self._m_next_type_id

                if self._io.size() >= (self._io.pos() + 8):
                    pass
                    _pos = self._io.pos()
                    self._io.seek(self._io.pos())
                    if self._is_le:
                        self._m_next_type_id = self._io.read_u4le()
                    else:
                        self._m_next_type_id = self._io.read_u4be()
                    self._io.seek(_pos)

                return getattr(self, '_m_next_type_id', None)


        class LibxlRecordHeader(KaitaiStruct):
            """What a record is, and how long.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L95
            """
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxlMigration.LibxlContent.LibxlRecordHeader, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._read()

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content/types/libxl_record_header")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                self.type_id = self._io.read_u4le()
                self.len_body = self._io.read_u4le()

            def _read_be(self):
                self.type_id = self._io.read_u4be()
                self.len_body = self._io.read_u4be()


            def _fetch_instances(self):
                pass

            @property
            def is_optional(self):
                """Bit 31 of the type: a reader that does not know the record may
                skip it.
                """
                if hasattr(self, '_m_is_optional'):
                    return self._m_is_optional

                self._m_is_optional = self.type_id >= 2147483648
                return getattr(self, '_m_is_optional', None)

            @property
            def len_padding(self):
                """Octets of zeros after the body (REC_ALIGN)."""
                if hasattr(self, '_m_len_padding'):
                    return self._m_len_padding

                self._m_len_padding = (8 - self.len_body % 8) % 8
                return getattr(self, '_m_len_padding', None)

            @property
            def record_type(self):
                if hasattr(self, '_m_record_type'):
                    return self._m_record_type

                self._m_record_type = KaitaiStream.resolve_enum(LibxlMigration.LibxlRecordType, self.type_id)
                return getattr(self, '_m_record_type', None)


        class XenstoreStrings(KaitaiStruct):
            """Key, value, key, value, each ended by a NUL. A key is of letters,
            digits and `-/_@`, a value of text, both ASCII. The keys are relative
            to the device model's own place in the new domain's xenstore, at
            present `/local/domain/N/device-model/M/` with the ids of its domain
            and the guest. Nothing is parsed before `strings` is read.
            
            .. seealso::
               Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L202
            """
            def __init__(self, _io, _parent=None, _root=None, _is_le=None):
                super(LibxlMigration.LibxlContent.XenstoreStrings, self).__init__(_io)
                self._parent = _parent
                self._root = _root
                self._is_le = _is_le
                self._read()

            def _read(self):
                if not hasattr(self, '_is_le'):
                    raise kaitaistruct.UndecidedEndiannessError("/types/libxl_content/types/xenstore_strings")
                elif self._is_le == True:
                    self._read_le()
                elif self._is_le == False:
                    self._read_be()

            def _read_le(self):
                pass

            def _read_be(self):
                pass


            def _fetch_instances(self):
                pass
                _ = self.strings
                if hasattr(self, '_m_strings'):
                    pass
                    for i in range(len(self._m_strings)):
                        pass



            @property
            def strings(self):
                if hasattr(self, '_m_strings'):
                    return self._m_strings

                _pos = self._io.pos()
                self._io.seek(0)
                if self._is_le:
                    self._m_strings = []
                    i = 0
                    while not self._io.is_eof():
                        self._m_strings.append((self._io.read_bytes_term(0, False, True, False)).decode(u"ISO-8859-1"))
                        i += 1

                else:
                    self._m_strings = []
                    i = 0
                    while not self._io.is_eof():
                        self._m_strings.append((self._io.read_bytes_term(0, False, True, False)).decode(u"ISO-8859-1"))
                        i += 1

                self._io.seek(_pos)
                return getattr(self, '_m_strings', None)



    class LibxlHeader(KaitaiStruct):
        """Identifies the stream. Big-endian, whatever the stream's endianness.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/docs/specs/libxl-migration-stream.pandoc#L58
        """
        def __init__(self, _io, _parent=None, _root=None):
            super(LibxlMigration.LibxlHeader, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._read()

        def _read(self):
            self.ident0 = self._io.read_u4be()
            if not self.ident0 == 1281974904:
                raise kaitaistruct.ValidationNotEqualError(1281974904, self.ident0, self._io, u"/types/libxl_header/seq/0")
            self.ident1 = self._io.read_u4be()
            if not self.ident1 == 1816554868:
                raise kaitaistruct.ValidationNotEqualError(1816554868, self.ident1, self._io, u"/types/libxl_header/seq/1")
            self.version = self._io.read_u4be()
            self.options = self._io.read_u4be()


        def _fetch_instances(self):
            pass

        @property
        def endianness(self):
            """Of all after this header."""
            if hasattr(self, '_m_endianness'):
                return self._m_endianness

            self._m_endianness = KaitaiStream.resolve_enum(LibxlMigration.LibxlEndianness, (self.options & 1))
            return getattr(self, '_m_endianness', None)

        @property
        def is_le(self):
            """Whether all after this header is little-endian."""
            if hasattr(self, '_m_is_le'):
                return self._m_is_le

            self._m_is_le = self.options & 1 == 0
            return getattr(self, '_m_is_le', None)

        @property
        def is_legacy_converted(self):
            """Whether a converter made the stream of a legacy one."""
            if hasattr(self, '_m_is_legacy_converted'):
                return self._m_is_legacy_converted

            self._m_is_legacy_converted = self.options & 2 != 0
            return getattr(self, '_m_is_legacy_converted', None)

        @property
        def reserved_options(self):
            """Bits 2 to 31 of the options, in their places."""
            if hasattr(self, '_m_reserved_options'):
                return self._m_reserved_options

            self._m_reserved_options = (self.options - (self.options & 3))
            return getattr(self, '_m_reserved_options', None)


        def __str__(self):
            return u"version " + str(self.version)



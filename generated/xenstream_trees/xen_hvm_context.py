# This is a generated file! Please edit source .ksy file and use kaitai-struct-compiler to rebuild
# type: ignore

import kaitaistruct
from kaitaistruct import KaitaiStruct, KaitaiStream, BytesIO
from . import xen_hvm_states
from enum import IntEnum
import collections


if getattr(kaitaistruct, 'API_VERSION', (0, 9)) < (0, 11):
    raise Exception("Incompatible Kaitai Struct Python API: 0.11 or later is required, but you have %s" % (kaitaistruct.__version__))

class XenHvmContext(KaitaiStruct):
    """The state of an HVM or PVH domain's vcpus and of the devices that Xen itself
    emulates, as XEN_DOMCTL_gethvmcontext gives it: entries up to the one of type
    END. The first is HEADER, whose first word is HVM_FILE_MAGIC, 0x54381286. All
    integers are little-endian, whatever the endianness of the stream around it:
    they are an x86 processor's and Xen's on it.
    
    Nothing is parsed before `entries` is read, and what is in an entry not before
    its `state` is, so that a state which is cut breaks itself alone.
    
    .. seealso::
       Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
    """

    class HvmSaveCode(IntEnum):
        end = 0
        header = 1
        cpu = 2
        pic = 3
        ioapic = 4
        lapic = 5
        lapic_regs = 6
        pci_irq = 7
        isa_irq = 8
        pci_link = 9
        pit = 10
        rtc = 11
        hpet = 12
        pmtimer = 13
        mtrr = 14
        viridian_domain = 15
        cpu_xsave = 16
        viridian_vcpu = 17
        vmce_vcpu = 18
        tsc_adjust = 19
        cpu_msr = 20
    SEQ_FIELDS = []
    def __init__(self, _io, _parent=None, _root=None):
        super(XenHvmContext, self).__init__(_io)
        self._parent = _parent
        self._root = _root or self
        self._debug = collections.defaultdict(dict)

    def _read(self):
        pass


    def _fetch_instances(self):
        pass
        _ = self.entries
        if hasattr(self, '_m_entries'):
            pass
            for i in range(len(self._m_entries)):
                pass
                self._m_entries[i]._fetch_instances()



    class HvmSaveDescriptor(KaitaiStruct):
        """What an entry of an HVM save image is, and how long.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/hvm/save.h
        """
        SEQ_FIELDS = ["typecode", "instance", "len_body"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmContext.HvmSaveDescriptor, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['typecode']['start'] = self._io.pos()
            self.typecode = self._io.read_u2le()
            self._debug['typecode']['end'] = self._io.pos()
            self._debug['instance']['start'] = self._io.pos()
            self.instance = self._io.read_u2le()
            self._debug['instance']['end'] = self._io.pos()
            self._debug['len_body']['start'] = self._io.pos()
            self.len_body = self._io.read_u4le()
            self._debug['len_body']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass

        @property
        def save_code(self):
            if hasattr(self, '_m_save_code'):
                return self._m_save_code

            self._m_save_code = KaitaiStream.resolve_enum(XenHvmContext.HvmSaveCode, self.typecode)
            return getattr(self, '_m_save_code', None)


    class HvmSaveEntry(KaitaiStruct):
        """One entry of an HVM save image.
        
        .. seealso::
           Source - https://github.com/xen-project/xen/blob/RELEASE-4.22.0/xen/include/public/arch-x86/hvm/save.h
        """
        SEQ_FIELDS = ["header", "octets"]
        def __init__(self, _io, _parent=None, _root=None):
            super(XenHvmContext.HvmSaveEntry, self).__init__(_io)
            self._parent = _parent
            self._root = _root
            self._debug = collections.defaultdict(dict)

        def _read(self):
            self._debug['header']['start'] = self._io.pos()
            self.header = XenHvmContext.HvmSaveDescriptor(self._io, self, self._root)
            self.header._read()
            self._debug['header']['end'] = self._io.pos()
            self._debug['octets']['start'] = self._io.pos()
            self._raw_octets = self._io.read_bytes(self.header.len_body)
            _io__raw_octets = KaitaiStream(BytesIO(self._raw_octets))
            self.octets = xen_hvm_states.XenHvmStates(_io__raw_octets)
            self.octets._read()
            self._debug['octets']['end'] = self._io.pos()


        def _fetch_instances(self):
            pass
            self.header._fetch_instances()
            self.octets._fetch_instances()
            _ = self.state
            if hasattr(self, '_m_state'):
                pass
                _on = self.header.save_code
                if _on == XenHvmContext.HvmSaveCode.cpu:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.cpu_msr:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.cpu_xsave:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.header:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.hpet:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.ioapic:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.isa_irq:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.lapic:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.lapic_regs:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.mtrr:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.pci_irq:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.pci_link:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.pic:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.pit:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.pmtimer:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.rtc:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.tsc_adjust:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.viridian_domain:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.viridian_vcpu:
                    pass
                    self._m_state._fetch_instances()
                elif _on == XenHvmContext.HvmSaveCode.vmce_vcpu:
                    pass
                    self._m_state._fetch_instances()
                else:
                    pass
                    self._m_state._fetch_instances()


        @property
        def state(self):
            """What `octets` say, read when it is asked for."""
            if hasattr(self, '_m_state'):
                return self._m_state

            io = self.octets._io
            _pos = io.pos()
            io.seek(0)
            self._debug['_m_state']['start'] = io.pos()
            _on = self.header.save_code
            if _on == XenHvmContext.HvmSaveCode.cpu:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmCpu(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.cpu_msr:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmCpuMsrs(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.cpu_xsave:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmCpuXsave(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.header:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmHeader(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.hpet:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmHpet(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.ioapic:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmIoapic(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.isa_irq:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmIsaIrqs(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.lapic:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmLapic(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.lapic_regs:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmLapicRegs(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.mtrr:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmMtrr(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.pci_irq:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmPciIrqs(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.pci_link:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmPciLinks(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.pic:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmPic(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.pit:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmPit(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.pmtimer:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmPmtimer(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.rtc:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmRtc(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.tsc_adjust:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmTscAdjust(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.viridian_domain:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmViridianDomain(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.viridian_vcpu:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmViridianVcpu(io)
                self._m_state._read()
            elif _on == XenHvmContext.HvmSaveCode.vmce_vcpu:
                pass
                self._m_state = xen_hvm_states.XenHvmStates.HvmVmceVcpu(io)
                self._m_state._read()
            else:
                pass
                self._m_state = xen_hvm_states.XenHvmStates(io)
                self._m_state._read()
            self._debug['_m_state']['end'] = io.pos()
            io.seek(_pos)
            return getattr(self, '_m_state', None)


    @property
    def entries(self):
        if hasattr(self, '_m_entries'):
            return self._m_entries

        _pos = self._io.pos()
        self._io.seek(0)
        self._debug['_m_entries']['start'] = self._io.pos()
        self._debug['_m_entries']['arr'] = []
        self._m_entries = []
        i = 0
        while True:
            self._debug['_m_entries']['arr'].append({'start': self._io.pos()})
            _t__m_entries = XenHvmContext.HvmSaveEntry(self._io, self, self._root)
            try:
                _t__m_entries._read()
            finally:
                _ = _t__m_entries
                self._m_entries.append(_)
            self._debug['_m_entries']['arr'][len(self._m_entries) - 1]['end'] = self._io.pos()
            if _.header.save_code == XenHvmContext.HvmSaveCode.end:
                break
            i += 1
        self._debug['_m_entries']['end'] = self._io.pos()
        self._io.seek(_pos)
        return getattr(self, '_m_entries', None)

    @property
    def size_text(self):
        """How long it is."""
        if hasattr(self, '_m_size_text'):
            return self._m_size_text

        self._m_size_text = str(self._io.size()) + u" octets"
        return getattr(self, '_m_size_text', None)



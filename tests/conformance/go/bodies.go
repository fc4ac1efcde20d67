package main

import (
	"crypto/sha256"
	"encoding/hex"
	"runtime"
	"strconv"
	"strings"

	"github.com/kaitai-io/kaitai_struct_go_runtime/kaitai"
	"golang.org/x/text/encoding/charmap"
)

type object = map[string]any

// refusal is what a generated parser's error is carried up in.
type refusal struct{ error }

func check(err error) {
	if err != nil {
		panic(refusal{err})
	}
}

func must[T any](value T, err error) T {
	check(err)
	return value
}

// refused calls read, and tells whether it was refused.
func refused(read func()) (is bool) {
	defer func() {
		switch caught := recover().(type) {
		case nil:
		case refusal:
			is = true
		case runtime.Error:
			// The runtime's way to refuse a length that no memory holds.
			if !strings.HasSuffix(caught.Error(), "makeslice: len out of range") {
				panic(caught)
			}
			is = true
		default:
			panic(caught)
		}
	}()
	read()
	return false
}

func lazy(read func() any) (value any) {
	if refused(func() { value = read() }) {
		return "refused"
	}
	return value
}

func each[T any](given []T, form func(T) any) []any {
	formed := make([]any, len(given))
	for i, one := range given {
		formed[i] = form(one)
	}
	return formed
}

func sha(octets []byte) object {
	digest := sha256.Sum256(octets)
	return object{"length": len(octets), "sha256": hex.EncodeToString(digest[:])}
}

func blob(given *LibxcMigration_Blob) object {
	return sha(must(given.Data()))
}

func blobOrNull(given *LibxcMigration_Blob) any {
	if given == nil {
		return nil
	}
	return blob(given)
}

func u8(number uint64) string {
	return strconv.FormatUint(number, 10)
}

func text(given string) any {
	return hex.EncodeToString([]byte(must(charmap.ISO8859_1.NewEncoder().String(given))))
}

func words(pfns func() ([]uint64, error)) any {
	return lazy(func() any {
		return each(must(pfns()), func(pfn uint64) any { return u8(pfn) })
	})
}

func libxcBody(given kaitai.Struct) any {
	switch body := given.(type) {
	case *LibxcMigration_Content_PageData:
		return object{
			"num_pfns":  body.Header.NumPfns,
			"reserved1": body.Header.Reserved1,
			"pfns": lazy(func() any {
				return each(must(body.Pfns.Entries()), func(e *LibxcMigration_PfnEntry) any {
					return []any{must(e.Pfn()), must(e.PageType()), must(e.Reserved1())}
				})
			}),
			"pages": lazy(func() any {
				return each(must(body.Pages.Pages()), func(page *LibxcMigration_Blob) any {
					return blob(page)
				})
			}),
		}
	case *LibxcMigration_Content_X86PvInfo:
		return object{
			"guest_width":   body.GuestWidth,
			"num_pt_levels": body.NumPtLevels,
			"reserved1":     body.Reserved1,
			"reserved2":     body.Reserved2,
		}
	case *LibxcMigration_Content_X86PvP2mFrames:
		return object{
			"start_pfn": body.StartPfn,
			"end_pfn":   body.EndPfn,
			"pfns":      words(body.Frames.Pfns),
		}
	case *LibxcMigration_Content_X86PvVcpuBasic:
		return vcpu(body.VcpuId, body.Reserved1, must(body.Context()))
	case *LibxcMigration_Content_X86PvVcpuExtended:
		return vcpu(body.VcpuId, body.Reserved1, must(body.Context()))
	case *LibxcMigration_Content_X86PvVcpuXsave:
		return vcpu(body.VcpuId, body.Reserved1, must(body.Context()))
	case *LibxcMigration_Content_X86PvVcpuMsrs:
		return vcpu(body.VcpuId, body.Reserved1, must(body.Context()))
	case *LibxcMigration_Content_SharedInfo:
		return object{"page": leaves(body.Page)}
	case *LibxcMigration_Content_X86TscInfo:
		return object{
			"tsc_mode":    uint32(must(body.TscMode())),
			"khz":         body.Khz,
			"nsec":        u8(body.Nsec),
			"incarnation": body.Incarnation,
			"reserved1":   body.Reserved1,
		}
	case *LibxcMigration_Content_HvmParams:
		return object{
			"num_params": body.Header.NumParams,
			"reserved1":  body.Header.Reserved1,
			"params": lazy(func() any {
				return each(must(body.Params.Entries()), func(p *LibxcMigration_Content_HvmParamEntry) any {
					return []any{u8(uint64(must(p.Param()))), u8(p.Value)}
				})
			}),
		}
	case *LibxcMigration_Content_CheckpointDirtyPfnList:
		return object{"pfns": words(body.Pfns)}
	case *LibxcMigration_Blob:
		return blob(body)
	}
	return leaves(given)
}

func vcpu(id, reserved1 uint32, context kaitai.Struct) object {
	return object{"vcpu_id": id, "reserved1": reserved1, "context": leaves(context)}
}

// state forms a CHECKPOINT_STATE. Go has no null for a number that an `if` leaves out: the size of
// the body tells.
func state[E ~int](control E, reserved1 uint32, body kaitai.Struct) object {
	fields := object{"control": uint32(control), "reserved1": nil}
	if must(body.IO_().Size()) > 4 {
		fields["reserved1"] = reserved1
	}
	return fields
}

func libxlBody(given kaitai.Struct) any {
	switch body := given.(type) {
	case *LibxlMigration_LibxlContent_EmulatorXenstoreData:
		return object{
			"emulator": uint32(must(body.Header.Emulator())),
			"index":    body.Header.Index,
			"strings":  lazy(func() any { return each(must(body.XenstoreData.Strings()), text) }),
		}
	case *LibxlMigration_LibxlContent_EmulatorContext:
		return object{
			"emulator": uint32(must(body.Header.Emulator())),
			"index":    body.Header.Index,
			"context":  blob(body.Context),
		}
	case *LibxlMigration_LibxlContent_CheckpointState:
		return state(must(body.Control()), body.Reserved1, body)
	}
	return blob(given.(*LibxcMigration_Blob))
}

func backChannelBody(given kaitai.Struct) any {
	switch body := given.(type) {
	case *ColoBackChannel_BackChannelState:
		return state(must(body.Control()), body.Reserved1, body)
	case *ColoBackChannel_BackChannelDirtyPfnList:
		return object{"pfns": words(body.Pfns)}
	}
	return sha(must(given.(*ColoBackChannel_BackChannelBlob).Data()))
}

// sectionHeader forms a section of qemu's. Go has no null for what an `if` leaves out: the type of
// the section tells.
func sectionHeader(section *QemuDeviceState_SectionHeader) object {
	fields := object{
		"type":        section.TypeId,
		"named":       must(section.SectionType()).isDefined(),
		"section_id":  nil,
		"name":        nil,
		"instance_id": nil,
		"version":     nil,
	}
	if must(section.HasId()) {
		fields["section_id"] = section.SectionId
	}
	if must(section.HasName()) {
		fields["name"] = text(section.Name)
		fields["instance_id"] = section.InstanceId
		fields["version"] = section.Version
	}
	return fields
}

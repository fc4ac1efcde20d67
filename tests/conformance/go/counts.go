package main

import "github.com/kaitai-io/kaitai_struct_go_runtime/kaitai"

// counts tells how many records there are in all of a tree that a root read.
type counts struct {
	ColoTurns    int `json:"colo_turns"`
	LibxcRecords int `json:"libxc_records"`
	LibxlRecords int `json:"libxl_records"`
}

// root reads a stream in one go, and counts what the tree has.
func (c *counts) root(format string, stream *kaitai.Stream) {
	switch format {
	case "libxc":
		c.libxc(rootOf[LibxcMigration](stream))
	case "libxl":
		c.libxl(rootOf[LibxlMigration](stream))
	case "xl":
		c.xl(rootOf[XlSaveImage](stream))
	case "libvirt":
		c.libxl(rootOf[LibvirtSaveImage](stream).Libxl)
	case "xapi":
		c.xapi(rootOf[XapiSuspendImage](stream))
	case "wire":
		c.xl(rootOf[XlMigrationWire](stream).Image)
	case "back-channel":
		c.LibxlRecords += len(rootOf[ColoBackChannel](stream).Records)
	case "qemu":
		rootOf[QemuDeviceState](stream)
	default:
		readStruct(format, stream)
	}
}

type readable[T any] interface {
	*T
	Read(*kaitai.Stream, kaitai.Struct, *T) error
}

func rootOf[T any, P readable[T]](stream *kaitai.Stream) P {
	root := P(new(T))
	check(root.Read(stream, nil, nil))
	return root
}

func (c *counts) xl(image *XlSaveImage) {
	c.libxl(image.Libxl)
	c.libxc(image.Libxc)
}

func (c *counts) xapi(image *XapiSuspendImage) {
	c.libxc(image.Libxc)
	for _, section := range image.Sections {
		c.libxl(section.Libxl)
		c.libxc(section.Libxc)
	}
}

// libxl takes nil, as libxc and content do: a field that is not there.
func (c *counts) libxl(stream *LibxlMigration) {
	if stream == nil {
		return
	}
	for _, record := range stream.Contents.Records {
		c.LibxlRecords++
		if record.Libxc != nil {
			c.content(record.Libxc.Contents)
		}
		if record.ColoTurn != nil {
			c.ColoTurns++
		}
		c.content(record.LibxcContinued)
	}
}

func (c *counts) libxc(stream *LibxcMigration) {
	if stream != nil {
		c.content(stream.Contents)
	}
}

func (c *counts) content(content *LibxcMigration_Content) {
	if content != nil {
		c.LibxcRecords += len(content.Records)
	}
}

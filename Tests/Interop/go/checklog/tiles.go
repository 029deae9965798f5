package main

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	height    = 8
	fullWidth = 1 << height
)

// directory reads C2SP tiles for Go's tile code, and keeps them in memory.
type directory struct {
	root  string
	cache map[tlog.Tile][]byte
}

// path maps a Go tile to its C2SP path: no height, and entries instead of data.
func (d directory) path(tile tlog.Tile) string {
	path := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	path = strings.Replace(path, "data/", "entries/", 1)
	return filepath.Join(d.root, "tile", filepath.FromSlash(path))
}

func (d directory) Height() int                     { return height }
func (d directory) SaveTiles([]tlog.Tile, [][]byte) {}

func (d directory) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var all [][]byte
	for _, tile := range tiles {
		data, ok := d.cache[tile]
		if !ok {
			var err error
			if data, err = d.read(tile); err != nil {
				return nil, err
			}
			if len(data) < tile.W*tlog.HashSize {
				return nil, fmt.Errorf("%s has %d bytes", d.path(tile), len(data))
			}
			data = data[:tile.W*tlog.HashSize]
			d.cache[tile] = data
		}
		all = append(all, data)
	}
	return all, nil
}

// read falls back on the full tile, since partial ones may be dropped once it exists.
func (d directory) read(tile tlog.Tile) ([]byte, error) {
	data, err := os.ReadFile(d.path(tile))
	if errors.Is(err, os.ErrNotExist) && tile.W < fullWidth {
		tile.W = fullWidth
		return os.ReadFile(d.path(tile))
	}
	return data, err
}

// entries reads the first width entries of a bundle.
func (d directory) entries(index int64, width int) ([][]byte, error) {
	data, err := d.read(tlog.Tile{H: height, L: -1, N: index, W: width})
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(data) > 0 {
		if len(data) < 2 || len(data)-2 < int(binary.BigEndian.Uint16(data)) {
			return nil, fmt.Errorf("bundle %d is cut short", index)
		}
		end := 2 + int(binary.BigEndian.Uint16(data))
		entries = append(entries, data[2:end])
		data = data[end:]
	}
	if len(entries) < width {
		return nil, fmt.Errorf("bundle %d has %d entries, not %d", index, len(entries), width)
	}
	return entries[:width], nil
}

package main

import (
	"bufio"
	"crypto/sha256"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	// Trees up to this size are checked at every size and index.
	exhaustive = 64
	// Larger trees are checked at so many random places, and at the edges.
	samples = 400
	seed    = 6962
)

// log is an exported log; its hashes are proven to be under the root before they are used.
type log struct {
	dir    string
	tree   tlog.Tree
	files  directory
	hashes tlog.HashReader
	roots  map[int64]tlog.Hash
}

func newLog(dir string, tree tlog.Tree) *log {
	files := directory{dir, make(map[tlog.Tile][]byte)}
	return &log{dir, tree, files, tlog.TileHashReader(tree, files), make(map[int64]tlog.Hash)}
}

// root returns the root that the tree had at a size.
func (l *log) root(size int64) (tlog.Hash, error) {
	if root, ok := l.roots[size]; ok {
		return root, nil
	}
	root, err := tlog.TreeHash(size, l.hashes)
	if err == nil {
		l.roots[size] = root
	}
	return root, err
}

func (l *log) checkRoot() (string, error) {
	root, err := tlog.Hash(sha256.Sum256(nil)), error(nil)
	if l.tree.N > 0 {
		root, err = l.root(l.tree.N)
	}
	if err == nil && root != l.tree.Hash {
		err = fmt.Errorf("tiles lead to %v, not %v", root, l.tree.Hash)
	}
	return l.tree.Hash.String(), err
}

// checkTiles reads every hash of every tile, which Go proves against the root.
func (l *log) checkTiles() (string, error) {
	tiles := 0
	for level := 0; l.tree.N>>uint(level*height) > 0; level++ {
		count := l.tree.N >> uint(level*height)
		for first := int64(0); first < count; first += fullWidth {
			if _, err := l.tile(level, first, count); err != nil {
				return "", fmt.Errorf("level %d from %d: %v", level, first, err)
			}
			tiles++
		}
	}
	return fmt.Sprintf("%d tiles", tiles), nil
}

// tile returns up to 256 hashes of a level, from the first on.
func (l *log) tile(level int, first, count int64) ([]tlog.Hash, error) {
	var indexes []int64
	for n := first; n < count && n < first+fullWidth; n++ {
		indexes = append(indexes, tlog.StoredHashIndex(level*height, n))
	}
	return l.hashes.ReadHashes(indexes)
}

// checkEntries hashes every entry and compares it with its leaf.
func (l *log) checkEntries() (string, error) {
	for first := int64(0); first < l.tree.N; first += fullWidth {
		hashes, err := l.tile(0, first, l.tree.N)
		if err != nil {
			return "", err
		}
		entries, err := l.files.entries(first/fullWidth, len(hashes))
		if err != nil {
			return "", err
		}
		for i, entry := range entries {
			if tlog.RecordHash(entry) != hashes[i] {
				return "", fmt.Errorf("entry %d is not under its leaf", first+int64(i))
			}
		}
	}
	return fmt.Sprintf("%d entries", l.tree.N), nil
}

// pairs calls body for pairs lower < upper <= N: all of them in small trees, else a sample.
func (l *log) pairs(body func(lower, upper int64) error) (string, error) {
	count := 0
	visit := func(lower, upper int64) error {
		count++
		if err := body(lower, upper); err != nil {
			return fmt.Errorf("%d, %d: %v", lower, upper, err)
		}
		return nil
	}
	all := l.tree.N
	if all > exhaustive {
		all = exhaustive
	}
	for upper := int64(1); upper <= all; upper++ {
		for lower := int64(0); lower < upper; lower++ {
			if err := visit(lower, upper); err != nil {
				return "", err
			}
		}
	}
	random := rand.New(rand.NewSource(seed))
	for i := 0; l.tree.N > exhaustive && i < samples; i++ {
		upper := l.tree.N
		if i%2 == 0 {
			upper = 1 + random.Int63n(l.tree.N)
		}
		if err := visit(random.Int63n(upper), upper); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%d pairs", count), nil
}

func (l *log) checkInclusion() (string, error) {
	return l.pairs(func(index, size int64) error {
		proof, err := tlog.ProveRecord(size, index, l.hashes)
		if err != nil {
			return err
		}
		return l.checkRecord(proof, size, index)
	})
}

func (l *log) checkConsistency() (string, error) {
	return l.pairs(func(old, size int64) error {
		if old == 0 {
			return nil // Go has no proofs from the empty tree
		}
		proof, err := tlog.ProveTree(size, old, l.hashes)
		if err != nil {
			return err
		}
		return l.checkTree(proof, size, old)
	})
}

func (l *log) checkRecord(proof tlog.RecordProof, size, index int64) error {
	root, err := l.root(size)
	if err != nil {
		return err
	}
	leaf, err := l.hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, index)})
	if err != nil {
		return err
	}
	return tlog.CheckRecord(proof, size, root, index, leaf[0])
}

func (l *log) checkTree(proof tlog.TreeProof, size, old int64) error {
	newRoot, err := l.root(size)
	if err != nil {
		return err
	}
	oldRoot, err := l.root(old)
	if err != nil {
		return err
	}
	return tlog.CheckTree(proof, size, newRoot, old, oldRoot)
}

// checkExportedProofs checks proofs that the log's own software made.
func (l *log) checkExportedProofs() (string, error) {
	file, err := os.Open(filepath.Join(l.dir, "proofs.txt"))
	if err != nil {
		return "", err
	}
	defer file.Close()
	count := 0
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if err := l.checkExportedProof(strings.Fields(lines.Text())); err != nil {
			return "", fmt.Errorf("line %d: %v", count+1, err)
		}
		count++
	}
	return fmt.Sprintf("%d proofs", count), lines.Err()
}

func (l *log) checkExportedProof(fields []string) error {
	if len(fields) < 3 {
		return fmt.Errorf("%d fields", len(fields))
	}
	lower, err := strconv.ParseInt(fields[1], 10, 64)
	if err != nil {
		return err
	}
	upper, err := strconv.ParseInt(fields[2], 10, 64)
	if err != nil {
		return err
	}
	var path []tlog.Hash
	for _, field := range fields[3:] {
		hash, err := tlog.ParseHash(field)
		if err != nil {
			return err
		}
		path = append(path, hash)
	}
	switch fields[0] {
	case "inclusion":
		return l.checkRecord(path, upper, lower)
	case "consistency":
		return l.checkTree(path, upper, lower)
	}
	return fmt.Errorf("unknown kind %q", fields[0])
}

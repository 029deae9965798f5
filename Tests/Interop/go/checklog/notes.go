package main

import (
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// trusted holds the keys to judge by.
type trusted struct{ logs, witnesses []note.Verifier }

// readTrust reads a file of verifier keys, or takes its name for a key if there is no such file.
func readTrust(trust string) (trusted, error) {
	text := trust
	if data, err := os.ReadFile(trust); err == nil {
		text = string(data)
	}
	var keys trusted
	for _, line := range strings.Fields(text) {
		if witness, err := newWitness(line); err == nil {
			keys.witnesses = append(keys.witnesses, witness)
			continue
		}
		log, err := note.NewVerifier(line)
		if err != nil {
			return keys, fmt.Errorf("%q: %v", line, err)
		}
		keys.logs = append(keys.logs, log)
	}
	if len(keys.logs) == 0 {
		return keys, errors.New("no log key")
	}
	return keys, nil
}

// witness verifies cosignature/v1, which Go's note package does not know.
type witness struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func newWitness(text string) (*witness, error) {
	parts := strings.SplitN(text, "+", 3)
	if len(parts) != 3 {
		return nil, errors.New("not a key")
	}
	key, err := base64.StdEncoding.Strict().DecodeString(parts[2])
	if err != nil || len(key) != 33 || key[0] != 4 {
		return nil, errors.New("not a cosignature key")
	}
	sum := sha256.Sum256(append([]byte(parts[0]+"\n"), key...))
	if fmt.Sprintf("%x", sum[:4]) != parts[1] {
		return nil, errors.New("wrong key hash")
	}
	return &witness{parts[0], binary.BigEndian.Uint32(sum[:4]), key[1:]}, nil
}

func (w *witness) Name() string    { return w.name }
func (w *witness) KeyHash() uint32 { return w.hash }

func (w *witness) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	time := binary.BigEndian.Uint64(sig)
	message := fmt.Sprintf("cosignature/v1\ntime %d\n%s", time, msg)
	return ed25519.Verify(w.key, []byte(message), sig[8:])
}

// openCheckpoint opens the note under the log keys and reads the tree it states.
func openCheckpoint(path string, keys trusted) (tlog.Tree, string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return tlog.Tree{}, "", err
	}
	opened, err := note.Open(data, note.VerifierList(keys.logs...))
	if err != nil {
		return tlog.Tree{}, "", err
	}
	lines := strings.SplitAfterN(opened.Text, "\n", 4)
	if len(lines) < 4 {
		return tlog.Tree{}, "", errors.New("fewer than three lines")
	}
	origin := strings.TrimSuffix(lines[0], "\n")
	if opened.Sigs[0].Name != origin {
		return tlog.Tree{}, "", fmt.Errorf("signed by %q, not %q", opened.Sigs[0].Name, origin)
	}
	// Go's own checkpoints have a fixed first line and the same two after it.
	tree, err := tlog.ParseTree([]byte("go.sum database tree\n" + lines[1] + lines[2]))
	return tree, fmt.Sprintf("%s, %d leaves", origin, tree.N), err
}

// checkCosignatures wants a valid line of every witness key.
func checkCosignatures(path string, keys trusted) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	if len(keys.witnesses) == 0 {
		return "no witness keys", nil
	}
	opened, err := note.Open(data, note.VerifierList(keys.witnesses...))
	if err != nil {
		return "", err
	}
	if len(opened.Sigs) != len(keys.witnesses) {
		return "", fmt.Errorf("%d of %d witnesses signed", len(opened.Sigs), len(keys.witnesses))
	}
	// A signature must fail on another text, or the check above says nothing.
	other := bytes.Replace([]byte(opened.Text), []byte("\n"), []byte("x\n"), 1)
	for _, sig := range opened.Sigs {
		raw, err := base64.StdEncoding.DecodeString(sig.Base64)
		if err != nil {
			return "", err
		}
		for _, witness := range keys.witnesses {
			if witness.Verify(other, raw[4:]) {
				return "", fmt.Errorf("the line of %s verifies another text", sig.Name)
			}
		}
	}
	return fmt.Sprintf("%d valid", len(opened.Sigs)), nil
}

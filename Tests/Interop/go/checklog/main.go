// Checklog judges an exported log with the Go checksum database's libraries.
//
// Usage: GO111MODULE=off GOPATH=/usr/share/gocode go run . DIR TRUST
//
// DIR holds a static C2SP log: checkpoint, tile/<L>/<N>[.p/<W>], tile/entries/<N>[.p/<W>].
// TRUST is a file with one verifier key a line, or a single key: 0x01 for logs, 0x04 for witnesses.
// If DIR holds proofs.txt, its proofs are checked as well: lines of
// "inclusion <index> <size> <hash>..." and "consistency <old> <new> <hash>...", in base64.
//
// Prints a line for each check and "N passed, N failed"; exits 1 if any failed, 2 on wrong usage.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"golang.org/x/mod/sumdb/tlog"
)

// report counts what was checked.
type report struct{ passed, failed int }

// check runs one check, which returns what it looked at or why it failed.
func (r *report) check(name string, body func() (string, error)) bool {
	detail, err := body()
	if err != nil {
		r.failed++
		fmt.Printf("FAIL %s: %v\n", name, err)
		return false
	}
	r.passed++
	fmt.Printf("ok   %s: %s\n", name, detail)
	return true
}

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: checklog DIR TRUST")
		os.Exit(2)
	}
	var r report
	judge(&r, os.Args[1], os.Args[2])
	fmt.Printf("%d passed, %d failed\n", r.passed, r.failed)
	if r.failed > 0 {
		os.Exit(1)
	}
}

// judge runs the checks in order; those that need the checkpoint are left out if it fails.
func judge(r *report, dir, trust string) {
	var keys trusted
	if !r.check("keys", func() (detail string, err error) {
		keys, err = readTrust(trust)
		return fmt.Sprintf("%d log, %d witness", len(keys.logs), len(keys.witnesses)), err
	}) {
		return
	}
	var tree tlog.Tree
	if !r.check("checkpoint", func() (detail string, err error) {
		tree, detail, err = openCheckpoint(filepath.Join(dir, "checkpoint"), keys)
		return detail, err
	}) {
		return
	}
	r.check("cosignatures", func() (string, error) {
		return checkCosignatures(filepath.Join(dir, "checkpoint"), keys)
	})
	log := newLog(dir, tree)
	r.check("root", log.checkRoot)
	r.check("tiles", log.checkTiles)
	r.check("entries", log.checkEntries)
	r.check("inclusion proofs", log.checkInclusion)
	r.check("consistency proofs", log.checkConsistency)
	if _, err := os.Stat(filepath.Join(dir, "proofs.txt")); err == nil {
		r.check("exported proofs", log.checkExportedProofs)
	}
}

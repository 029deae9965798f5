import StateMap
import Testing
import Vocabulary

/// Digests computed outside this package, in Python.
///
///     def root(ls, d=0):
///         if not ls: return bytes(32)
///         if len(ls) == 1: return h(b'\0' + ls[0][0] + ls[0][1])
///         L = [l for l in ls if not l[0][d//8] >> (7 - d%8) & 1]
///         R = [l for l in ls if l[0][d//8] >> (7 - d%8) & 1]
///         return h(b'\1' + root(L, d+1) + root(R, d+1))
///
/// where `h` is SHA-256 of `hashlib` and the leaves are `(h(b'key %d' % i), h(b'value %d' % i))`.
@Suite("State map vectors")
struct StateMapVectorTests {
    @Test("the root of numbered keys is known", arguments: roots)
    func numberedKeys(count: Int, hex: String) throws {
        let root = try numberedMap(count).root
        #expect(root.description == hex)
    }

    @Test("two paths that differ in their last bit only part at depth 255")
    func deepest() throws {
        let map = try StateMap(building: [
            StateMap.Entry(path: .zero, valueHash: StateMap.valueHash(of: Array("a".utf8))),
            StateMap.Entry(
                path: Digest(0, 0, 0, 1),
                valueHash: StateMap.valueHash(of: Array("b".utf8))
            ),
        ])
        let (root, depth) = (map.root, map.proof(for: .zero).siblings.count)
        #expect(root.description == deepRoot)
        #expect(depth == 256)
    }

    @Test("a path and a value hash are plain SHA-256")
    func plainHashes() {
        #expect(StateMap.path(of: numberedKey(0)).description == pathOfKey0)
        #expect(StateMap.valueHash(of: numberedValue(0)).description == hashOfValue0)
    }

    static let roots = [
        (0, String(repeating: "0", count: 64)),
        (1, "263f3134568bd91568a048cb99c08729973fd146db930b054d91a3f79e7a346a"),
        (2, "978e1405e68c6035b3d130831dde63ae9c8225e591448286d456124dbb41a025"),
        (3, "9c6a9da0c8a4b504fd888906d1265b25d3dd82d6ade033fb02c386fe4572ec16"),
        (8, "b01fd3e51bc288089eb54fc9fc4d3fcf757de50a1eb7e9ecebc60536c16db539"),
        (100, "4336443501812f34db0ae10d829ce68fc76ae6e8d15492920178685756a68d53"),
    ]
}

private let deepRoot = "34880ccbca38fa4f619fe7a076848d9503a57200038d267c448999d9e644b083"
private let pathOfKey0 = "49ac5de219edae62f9fdeea0fc3f3af48fd832f22fac50820ac11174d6e068bd"
private let hashOfValue0 = "f2a69722b820ceb39ae47f76059ccbfb57584ae46c37304c6ed77f5f500b81cd"

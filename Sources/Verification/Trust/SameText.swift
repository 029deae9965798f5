/// Whether the same bytes spell both texts.
///
/// `==` would also accept canonically equivalent spellings, which other languages tell apart.
func isSameText(_ left: String, _ right: String) -> Bool {
    left.utf8.elementsEqual(right.utf8)
}

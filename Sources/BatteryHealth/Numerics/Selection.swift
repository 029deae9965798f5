extension Array where Element == Double {
    /// Puts the value that would be at `place` in order there, without ordering the others.
    ///
    /// - Parameter place: An index; the values are numbers.
    /// - Returns: The value.
    /// - Complexity: O(*n*) as a rule.
    mutating func select(_ place: Int) -> Double {
        var (low, high) = (0, count - 1)
        while low < high {
            let pivot = self[low + (high - low) / 2]
            var (left, right) = (low, high)
            while left <= right {
                while self[left] < pivot { left += 1 }
                while self[right] > pivot { right -= 1 }
                guard left <= right else { break }
                swapAt(left, right)
                left += 1
                right -= 1
            }
            if place <= right {
                high = right
            } else if place >= left {
                low = left
            } else {
                break
            }
        }
        return self[place]
    }
}

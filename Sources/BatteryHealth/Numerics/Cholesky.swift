import RealModule

/// The lower triangle whose product with its transpose is a symmetric positive definite matrix.
struct Cholesky: Sendable {
    /// Row after row, each to its diagonal and no further.
    private let rows: [[Double]]

    /// Factors a matrix, of which only the lower triangle is read.
    ///
    /// - Returns: `nil` if it is not positive definite.
    /// - Complexity: O(*n*³).
    init?(_ matrix: Matrix) {
        var rows: [[Double]] = []
        rows.reserveCapacity(matrix.rowCount)
        for i in 0..<matrix.rowCount {
            var row = Array(matrix.row(i).prefix(i + 1))
            for j in 0..<i {
                row[j] = (row[j] - dot(row, rows[j], count: j)) / rows[j][j]
            }
            let pivot = row[i] - dot(row, row, count: i)
            guard pivot > 0, pivot.isFinite else { return nil }
            row[i] = pivot.squareRoot()
            rows.append(row)
        }
        self.rows = rows
    }

    /// The logarithm of the matrix's determinant.
    var logDeterminant: Double {
        rows.indices.reduce(0) { $0 + 2 * .log(rows[$1][$1]) }
    }

    /// The vector whose product with the matrix is `vector`.
    func solve(_ vector: [Double]) -> [Double] {
        var x = solveLower(vector)
        for i in rows.indices.reversed() {
            x[i] /= rows[i][i]
            for j in 0..<i { x[j] -= rows[i][j] * x[i] }
        }
        return x
    }

    /// The vector whose product with the lower triangle is `vector`.
    func solveLower(_ vector: [Double]) -> [Double] {
        var x = vector
        for i in rows.indices {
            x[i] = (x[i] - dot(rows[i], x, count: i)) / rows[i][i]
        }
        return x
    }
}

/// The sum of the products of the first `count` elements, in four lanes.
private func dot(_ left: [Double], _ right: [Double], count: Int) -> Double {
    let (left, right) = (left.span, right.span)
    var lanes = SIMD4<Double>.zero
    var i = 0
    while i + 4 <= count {
        let one = SIMD4<Double>(left[i], left[i + 1], left[i + 2], left[i + 3])
        let other = SIMD4<Double>(right[i], right[i + 1], right[i + 2], right[i + 3])
        lanes += one * other
        i += 4
    }
    var sum = lanes.sum()
    while i < count {
        sum += left[i] * right[i]
        i += 1
    }
    return sum
}

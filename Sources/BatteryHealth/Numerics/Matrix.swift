/// A dense matrix of doubles, row after row.
struct Matrix: Hashable, Sendable {
    let rowCount: Int
    let columnCount: Int
    private(set) var values: [Double]

    /// A matrix of zeros.
    init(rowCount: Int, columnCount: Int) {
        self.rowCount = rowCount
        self.columnCount = columnCount
        values = [Double](repeating: 0, count: rowCount * columnCount)
    }

    /// A matrix of rows that are equally long.
    init(_ rows: [[Double]]) {
        rowCount = rows.count
        columnCount = rows.first?.count ?? 0
        values = rows.flatMap(\.self)
    }

    subscript(row: Int, column: Int) -> Double {
        get { values[row * columnCount + column] }
        set { values[row * columnCount + column] = newValue }
    }

    func row(_ row: Int) -> ArraySlice<Double> {
        values[row * columnCount..<(row + 1) * columnCount]
    }

    /// The rows and columns at some places of a square matrix.
    func part(_ places: [Int]) -> Matrix {
        Matrix(places.map { row in places.map { self[row, $0] } })
    }

    /// The product of the transposed matrix with itself.
    var gram: Matrix {
        var gram = Matrix(rowCount: columnCount, columnCount: columnCount)
        for row in 0..<rowCount {
            let values = Array(self.row(row))
            for i in values.indices where values[i] != 0 {
                for j in 0...i { gram[i, j] += values[i] * values[j] }
            }
        }
        for i in 0..<columnCount { for j in 0..<i { gram[j, i] = gram[i, j] } }
        return gram
    }

    /// The product of the transposed matrix with a vector.
    func transposedProduct(with vector: [Double]) -> [Double] {
        var product = [Double](repeating: 0, count: columnCount)
        for row in 0..<rowCount {
            for (column, value) in self.row(row).enumerated() {
                product[column] += value * vector[row]
            }
        }
        return product
    }
}

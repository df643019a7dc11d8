/// The values of one sort in the order in which they were met, each with its number, from 1.
///
/// Two spellings that differ in nothing but case share a number, as long as one of them has no capital: their masks
/// then differ in nothing but case either.
struct MaskSeries: Hashable, Sendable {
    private var numbers: [String: Int] = [:]
    /// The number of a spelling without capitals, and of the first one with some, by the spelling without.
    private var pairs: [String: Pair] = [:]
    private(set) var count = 0

    private struct Pair: Hashable, Sendable {
        var number: Int
        var hasSmall: Bool
        var hasCapital: Bool
    }

    /// The values.
    var values: [String] { Array(numbers.keys) }

    /// The values in the order of their numbers; met again in this order, each has the number that it has now.
    var ordered: [String] { numbers.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key) }

    /// Leaves numbers out, as others have them already.
    mutating func skip(_ count: Int) { self.count += count }

    /// The number of a value; nil for one that was never met.
    subscript(_ value: String) -> Int? { numbers[value] }

    /// Whether a value has capitals, so that its mask has them as well.
    static func hasCapitals(_ value: String) -> Bool { value != value.lowercased() }

    /// Meets a value.
    mutating func add(_ value: String) {
        guard numbers[value] == nil else { return }
        let small = value.lowercased()
        let isCapital = value != small
        if var pair = pairs[small] {
            let isFree = isCapital ? !pair.hasCapital : !pair.hasSmall
            if isFree {
                if isCapital { pair.hasCapital = true } else { pair.hasSmall = true }
                pairs[small] = pair
                numbers[value] = pair.number
                return
            }
        }
        count += 1
        numbers[value] = count
        if pairs[small] == nil { pairs[small] = Pair(number: count, hasSmall: !isCapital, hasCapital: isCapital) }
    }
}

/// A pattern in which some wildcards may not cross a colon; followed with all places it can be in at once.
///
/// The earliest place of a piece is not always the best one here, so pieces do not do. The number of places is
/// bounded by the text, hence never exponential.
struct SegmentAutomaton: Hashable, Sendable {
    private let tokens: [Token]

    init(_ tokens: [Token]) {
        var kept: [Token] = []
        for token in tokens where !(token.isRun && kept.last == token) { kept.append(token) }
        self.tokens = kept
    }

    func matches(_ text: [UInt8]) -> Bool {
        var places = reach([0])
        var index = 0
        while index < text.count, !places.isEmpty {
            let next = text.scalar(at: index).next
            places = reach(step(places, text, index, next))
            index = next
        }
        return places.last == tokens.count
    }

    /// The places reached after one character, in order.
    private func step(_ places: [Int], _ text: [UInt8], _ index: Int, _ next: Int) -> [Int] {
        let isColon = text[index] == UInt8(ascii: ":")
        var result: [Int] = []
        for place in places where place < tokens.count {
            switch tokens[place] {
            case .any: result.append(place)
            case .anyInSegment: if !isColon { result.append(place) }
            case .one: result.append(place + 1)
            case .oneInSegment: if !isColon { result.append(place + 1) }
            default:
                let length = next - index
                guard place + length <= tokens.count else { continue }
                let meets = (0..<length).allSatisfy { tokens[place + $0] == Token(text[index + $0]) }
                if meets { result.append(place + length) }
            }
        }
        return result
    }

    /// The places with those added that are reached by letting runs be empty; sorted, each once.
    private func reach(_ places: [Int]) -> [Int] {
        var result: [Int] = []
        for place in places.sorted() {
            var place = place
            if result.last.map({ $0 < place }) ?? true { result.append(place) }
            while place < tokens.count, tokens[place].isRun {
                place += 1
                if result.last.map({ $0 < place }) ?? true { result.append(place) }
            }
        }
        return result
    }
}

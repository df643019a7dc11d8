import Foundation
import TestFiles
import Testing
import Wire

/// The entries of the hostile corpus, with what must happen to each.
struct HostileEntry: Sendable, CustomTestStringConvertible {
    let file: String
    let expect: String
    let value: JSONValue?
    let generate: JSONValue?
    let encoded: String?

    /// The most bytes that a recipe makes here: enough to show quadratic time in a debug build.
    private static let largest = 4_000_000

    var testDescription: String { file }

    init(_ entry: JSONValue) {
        file = entry["file"]?.string ?? entry["name"]?.string ?? ""
        expect = entry["expect"]?.string ?? ""
        value = entry["value"]
        generate = entry["generate"]
        encoded = entry["b64"]?.string
    }

    static let all: [HostileEntry] = {
        guard let index = try? JSONValue.parse(OwnCases.bytes("hostile/INDEX.json")) else { return [] }
        return (index["entries"]?.array ?? []).map { entry in
            HostileEntry(entry)
        }
    }()

    static func all(in folder: String) -> [HostileEntry] {
        all.filter { $0.file.hasPrefix(folder + "/") && $0.expect != "table" }
    }

    /// The file's bytes, or those that its recipe makes.
    func bytes() throws -> [UInt8] {
        if let encoded { return Base64.decode(encoded) ?? [] }
        guard let generate else { return try OwnCases.bytes("hostile/" + file) }
        let unit = generate["unit"]?.string ?? ""
        let count = min(generate["count"]?.int ?? 0, Self.largest / max(unit.utf8.count, 1))
        var bytes = Array((generate["prefix"]?.string ?? "").utf8)
        if let place = unit.range(of: "%d") {
            let (before, after) = (Array(unit[..<place.lowerBound].utf8), Array(unit[place.upperBound...].utf8))
            for number in 0..<count { bytes += before + Array(String(number).utf8) + after }
        } else {
            let unit = Array(unit.utf8)
            bytes.reserveCapacity(count * unit.count)
            for _ in 0..<count { bytes += unit }
        }
        return bytes + Array((generate["suffix"]?.string ?? "").utf8)
    }

    /// Whether refusing or accepting is one of the outcomes that the corpus allows.
    func allows(accepted: Bool) -> Bool {
        if accepted { return expect != "reject" && expect != "reject-schema-only" }
        return expect.hasPrefix("reject") || expect == "either" || expect.hasSuffix("clean-error")
    }
}

/// Runs work and tells whether it took less than the limit; generous, since only quadratic time must fail it.
func isFast(_ limit: Duration = .seconds(20), _ work: () throws -> Void) rethrows -> Bool {
    let start = ContinuousClock.now
    try work()
    return ContinuousClock.now - start < limit
}

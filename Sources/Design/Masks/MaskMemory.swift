public import Wire

/// What masks have met, in the order of the numbers, so that a value has the same mask in a later run.
///
/// It undoes the masks, so it is kept as answers are, for its owner alone, and never passed on. Schema `sesame/masks/v1`.
public struct MaskMemory: Hashable, Sendable {
    /// The schema's name.
    public static let schema = "sesame/masks/v1"
    /// The most values of a sort that are kept; those beyond get other masks the next time.
    private static let limit = 5000

    /// How many requests had a mask; their IDs never come again.
    var requests = 0
    private var values: [String: [String]] = [:]

    /// Nothing.
    public init() {}

    /// Whether nothing was met.
    public var isEmpty: Bool { values.isEmpty && requests == 0 }

    /// The values of a sort.
    subscript(_ sort: String) -> MaskSeries {
        get {
            var series = MaskSeries()
            for value in values[sort] ?? [] { series.add(value) }
            return series
        }
        set {
            let ordered = newValue.ordered
            values[sort] = ordered.isEmpty ? nil : Array(ordered.prefix(Self.limit))
        }
    }

    /// The memory as it is kept.
    public var document: JSONValue {
        let members = values.sorted { $0.key < $1.key }.map { ($0.key, JSONValue($0.value)) }
        return [
            "schema": .string(Self.schema), "requests": JSONValue(requests), "values": .object(JSONObject(members)),
        ]
    }

    /// What was kept; nil for anything else.
    public init?(_ document: JSONValue) {
        guard document["schema"]?.string == Self.schema, let values = document["values"]?.object else { return nil }
        requests = max(0, document["requests"]?.int ?? 0)
        for member in values.members {
            self.values[member.key] = Array((member.value.array ?? []).compactMap(\.string).prefix(Self.limit))
        }
    }
}

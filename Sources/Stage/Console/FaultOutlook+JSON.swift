import Wire

extension FaultOutlook {
    var json: JSONValue {
        switch self {
        case .unknown: return ["is": "unknown"]
        case .impossible(let why): return ["is": "impossible", "why": .string(why)]
        case .met(let refusal, let isNamed, let causes, let mending):
            var words: (mended: JSONValue, keys: JSONValue) = (.null, .null)
            switch mending {
            case nil: break
            case .keys(let count)?: words = ("keys", JSONValue(count))
            case .keysAndClick(let count)?: words = ("click", JSONValue(count))
            case Mending.none?: words = ("no", .null)
            }
            return [
                "is": "met", "refusal": JSONValue(refusal), "named": .bool(isNamed), "causes": JSONValue(causes),
                "mended": words.mended, "keys": words.keys,
            ]
        }
    }

    init?(_ json: JSONValue) {
        switch json["is"]?.string {
        case "unknown": self = .unknown
        case "impossible": self = .impossible(json.text("why"))
        case "met":
            let keys = Int(json.time("keys"))
            let mending: Mending? =
                switch json["mended"]?.string {
                case "keys": .keys(keys)
                case "click": .keysAndClick(keys)
                case "no": Mending.none
                default: nil
                }
            self = .met(
                refusal: json["refusal"]?.string, isNamed: json["named"]?.bool ?? false,
                causes: Int(json.time("causes")), mending: mending)
        default: return nil
        }
    }
}

public import Wire

extension Finding {
    /// The finding as documents of `-o json` carry it.
    public var json: JSONValue {
        var object = JSONObject()
        object["code"] = .string(code)
        object["link"] = JSONValue(link?.rawValue)
        object["status"] = .string(status.rawValue)
        object["title"] = .string(title)
        object["expected"] = .string(expected)
        object["found"] = .string(found)
        if !place.isEmpty { object["place"] = .string(place) }
        if !why.isEmpty { object["why"] = .string(why) }
        if !awsSays.isEmpty { object["awsSays"] = .string(awsSays) }
        object["evidence"] = .array(evidence.map(\.json))
        if let consequenceOf { object["consequenceOf"] = .string(consequenceOf) }
        if let fix {
            object["fix"] = [
                "text": .string(fix.text), "commands": JSONValue(fix.commands), "automatic": .bool(fix.automatic),
            ]
        }
        if let docs { object["docs"] = .string(docs) }
        return .object(object)
    }
}

extension Finding.Evidence {
    /// The evidence as a JSON object; `account` is null where there is none.
    var json: JSONValue {
        [
            "account": JSONValue(account), "call": .string(call), "field": .string(field), "value": .string(value),
        ]
    }
}

import Calls
import Design
public import Wire

extension Finding {
    /// The finding as documents of `-o json` carry it.
    public var json: JSONValue {
        var object = JSONObject()
        object["id"] = .string(id)
        object["code"] = .string(code)
        object["link"] = .string(link.rawValue)
        object["status"] = .string(status.rawValue)
        object["title"] = .string(title)
        object["expected"] = .string(expected)
        object["found"] = .string(found)
        if !place.isEmpty { object["place"] = .string(place) }
        if !why.isEmpty { object["why"] = .string(why) }
        if !awsSays.isEmpty { object["awsSays"] = .string(awsSays) }
        object["evidence"] = .array(evidence.map(\.json))
        object["consequenceOf"] = JSONValue(consequenceOf)
        if let fix {
            var repair: JSONObject = [
                "text": .string(fix.text), "commands": JSONValue(fix.commands), "automatic": .bool(fix.automatic),
            ]
            if let address = fix.address { repair["apply"] = .string(address.rawValue) }
            if !fix.restarts.isEmpty { repair["restarts"] = .array(fix.restarts.map(\.json)) }
            object["fix"] = .object(repair)
        }
        if let docs { object["docs"] = .string(docs) }
        return .object(object)
    }
}

extension RestartTarget {
    /// The workload and the rights that its restart needs in the cluster, as a JSON object.
    var json: JSONValue {
        [
            "kind": .string(kind.name), "namespace": .string(namespace), "name": .string(name),
            "needs": .array(rights.map(\.document)),
        ]
    }
}

extension Finding.Evidence {
    /// The evidence as a JSON object; `account` is null where there is none.
    var json: JSONValue {
        [
            "account": JSONValue(account), "call": .string(call), "field": .string(field), "value": .string(value),
            "source": .string(source.rawValue),
        ]
    }
}

import Wire

/// The names and numbers that every scenario uses, under the names by which its steps refer to them: `{{cluster}}`.
public struct ScenarioValues: Sendable, Hashable {
    private var texts: [String: String]

    /// Takes the values out of the scenarios' file; members that are no text are left out.
    init(_ json: JSONValue) {
        texts = json.textMembers
    }

    /// Puts another issuer in place of the one in the file.
    mutating func replaceIssuer(with id: String) {
        texts["issuer"] = self["issuer"].split(separator: "/").dropLast().joined(separator: "/") + "/" + id
        texts["issuerID"] = id
    }

    /// The values with some of them replaced or added.
    func with(_ others: [String: String]) -> ScenarioValues {
        var values = self
        values.texts.merge(others) { $1 }
        // What is other may be said by what is not: `{{issuerID}}`.
        for (name, text) in others { values.texts[name] = values.filled(text) }
        return values
    }

    /// The values of a setup that calls some things otherwise.
    ///
    /// - Parameter names: what it calls otherwise; names that are empty count for nothing.
    /// - Returns: the values, `otherNamespace` being a namespace that is not the setup's.
    func naming(_ names: [String: String]) -> ScenarioValues {
        var values = with(names.filter { !$0.value.isEmpty })
        // Mail may be sent in another region than the cluster's, which stays where it is.
        values.texts["clusterRegion"] = self["clusterRegion"]
        values.texts["otherNamespace"] = values["namespace"] == "prod" ? "staging" : "prod"
        return values
    }

    /// A value by name; empty where there is none.
    ///
    /// The cluster's region is `clusterRegion`; where nothing else is said, it is the one that mail is sent in.
    public subscript(name: String) -> String { known(name) ?? "" }

    private func known(_ name: String) -> String? {
        texts[name] ?? (name == "clusterRegion" ? texts["region"] : nil)
    }

    /// The account number of a side: `eks` or `ses`.
    public func account(of side: String) -> String { self[side == "eks" ? "eksAccount" : "sesAccount"] }

    /// The ARN of the role.
    public var roleARN: String { "arn:\(partition):iam::\(self["eksAccount"]):role/\(self["role"])" }

    /// The partition of the region.
    private var partition: String { ClusterState.partition(of: self["region"]) }

    /// The identity that the sender sends under: the address itself, or its domain.
    public var identity: String {
        self["identity"].isEmpty ? self["sender"] : self["identity"]
    }

    /// A text with every `{{name}}` in it filled in.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - more: names that are known only while a scenario is built.
    /// - Returns: the text; a name that nobody knows stays as it is.
    func filled(_ text: String, _ more: [String: String] = [:]) -> String {
        var result = ""
        // Steps write ARNs as in the commercial partition.
        var rest = text.replacing("arn:aws:", with: "arn:\(partition):")[...]
        while let start = rest.firstRange(of: "{{"), let end = rest[start.upperBound...].firstRange(of: "}}") {
            let name = String(rest[start.upperBound..<end.lowerBound])
            result += rest[..<start.lowerBound]
            result += more[name] ?? known(name) ?? "{{\(name)}}"
            rest = rest[end.upperBound...]
        }
        return result + rest
    }

    /// A value with every `{{name}}` in its texts and keys filled in.
    func filled(_ value: JSONValue, _ more: [String: String] = [:]) -> JSONValue {
        switch value {
        case .string(let text): .string(filled(text, more))
        case .array(let items): .array(items.map { filled($0, more) })
        case .object(let members):
            .object(
                JSONObject(
                    members.keys.compactMap { key in members[key].map { (filled(key, more), filled($0, more)) } }))
        default: value
        }
    }
}

import Wire

/// Reads the JSON bodies and queries of SES v2, refusing what its model refuses.
extension AWSCall {
    /// A text of the body that must be there.
    func requiredText(_ name: String) throws(AWSFault) -> String {
        guard let value = body[name], !value.isNull else {
            throw AWSFault("BadRequestException", "Missing required field: \(name)")
        }
        guard let text = value.string, !text.isEmpty else {
            throw AWSFault("BadRequestException", "\(name) must be a non-empty string")
        }
        return text
    }

    /// The texts of a list in the body.
    func texts(_ name: String) -> [String] {
        body[name]?.array?.compactMap(\.string) ?? []
    }

    /// The tags of a `Tags` list in the body.
    var bodyTags: Tags {
        Tags(
            (body["Tags"]?.array ?? []).compactMap { tag in
                tag["Key"]?.string.map { Tag($0, tag["Value"]?.string ?? "") }
            })
    }

    /// The same, checked: no key twice or reserved, and not too many.
    var checkedTags: Tags {
        get throws(AWSFault) {
            let tags = bodyTags
            guard !tags.list.contains(where: { Tag.isReserved($0.key) }) else { throw reservedTagKey }
            guard tags.count <= 50 else { throw SESFault.limit(self, "Too many tags.") }
            return tags
        }
    }

    /// A page as SES v2 cuts it, by `NextToken` and `PageSize`.
    func jsonPage<Item>(_ all: [Item], size: String = "PageSize", longest: Int = 1_000) throws(AWSFault) -> Page<Item> {
        let limit = query[size]?.last.flatMap(Int.init) ?? longest
        guard limit > 0 else { throw AWSFault("BadRequestException", "\(size) must be positive") }
        let marker = query["NextToken"]?.last ?? query["nextToken"]?.last
        return try Page(
            all, limit: min(limit, longest), marker: marker,
            refusal: AWSFault(
                service == .eks ? "InvalidParameterException" : "BadRequestException", "Invalid next token"))
    }
}

extension AWSAnswer {
    /// A JSON object without its absent members.
    static func object(_ members: [(String, JSONValue?)]) -> AWSAnswer {
        .json(.present(members))
    }
}

extension JSONValue {
    /// A JSON object without its absent members.
    static func present(_ members: [(String, JSONValue?)]) -> JSONValue {
        .object(JSONObject(members.compactMap { name, value in value.map { (name, $0) } }))
    }

    /// Seconds since 1970, as REST-JSON writes times.
    static func seconds(_ time: Timestamp) -> JSONValue {
        .number(String(time.secondsSinceEpoch))
    }

    /// A number written with a fraction, as quotas are.
    static func decimal(_ number: Int) -> JSONValue {
        .number("\(number).0")
    }

    /// Tags as a list of keys and values.
    static func tags(_ tags: Tags) -> JSONValue {
        .array(tags.list.map { ["Key": .string($0.key), "Value": .string($0.value)] })
    }
}

import Testing
import Wire

@testable import Simulator

/// Objects of kinds that the cluster defines, judged by their schema.
struct CustomKindTests {
    private static let boxes = "/apis/mail.example.com/v1/namespaces/default/boxes"

    private static func definition(_ spec: JSONValue, kind: String = "Box") -> JSONValue {
        [
            "apiVersion": "apiextensions.k8s.io/v1", "kind": "CustomResourceDefinition",
            "metadata": ["name": "boxes.mail.example.com"],
            "spec": [
                "group": "mail.example.com", "scope": "Namespaced",
                "names": ["plural": "boxes", "singular": "box", "kind": kind.json],
                "versions": [
                    [
                        "name": "v1", "served": true, "storage": true, "subresources": ["status": [:]],
                        "schema": ["openAPIV3Schema": ["type": "object", "properties": ["spec": spec]]],
                    ]
                ],
            ],
        ]
    }

    private static let definitions = "/apis/apiextensions.k8s.io/v1/customresourcedefinitions"

    /// A cluster with the kind, whose paths are those of its definition.
    private struct Cluster {
        var test = TestCluster()

        init(_ spec: JSONValue, kind: String = "Box") throws {
            let made = try test.ask("POST", definitions, definition(spec, kind: kind))
            #expect(made.status == 201, "\(made)")
        }

        @discardableResult
        mutating func ask(
            _ method: String, _ target: String, _ body: JSONValue? = nil, type: String = "application/json"
        ) throws -> (status: Int, object: JSONValue, warnings: [String]) {
            var server = APIServer(cluster: test.cluster, now: test.now)
            let parts = target.split(separator: "?", maxSplits: 1).map(String.init)
            let query = (parts.count > 1 ? parts[1] : "").split(separator: "&").map { part in
                let pair = part.split(separator: "=", maxSplits: 1).map(String.init)
                return (name: pair[0], value: pair.count > 1 ? pair[1] : "")
            }
            let kinds = CustomKinds.all(in: test.cluster.objects)
            let answer = server.answer(
                APICall(
                    method: method, target: try APIPath.target(of: parts[0]) { kinds }, query: query,
                    contentType: type, accept: "application/json", userAgent: "test/1",
                    body: body.map { Array($0.serialized(.compact).utf8) } ?? [], user: test.user))
            test.cluster = server.cluster
            guard case .object(let object, let status) = answer else { throw TestCluster.Unexpected() }
            return (status, object, server.warnings)
        }

        mutating func make(_ spec: JSONValue, _ more: String = "") throws -> (
            status: Int, object: JSONValue, warnings: [String]
        ) {
            try ask("POST", boxes + more, ["metadata": ["name": "one"], "spec": spec])
        }
    }

    private static func causes(_ answer: JSONValue) -> [String] {
        (answer.at(["details", "causes"])?.array ?? []).map {
            "\($0["reason"]?.string?.dropFirst("FieldValue".count) ?? "") \($0["field"]?.string ?? ""): "
                + "\($0["message"]?.string ?? "")"
        }
    }

    private struct Case {
        var schema: JSONValue
        var value: JSONValue
        var causes: [String]
    }

    /// One field `spec.it` each.
    private static let cases: [Case] = [
        Case(
            schema: ["type": "integer"], value: "x",
            causes: [
                #"TypeInvalid spec.it: Invalid value: "string": spec.it in body must be of type integer: "string""#
            ]),
        Case(schema: ["type": "integer"], value: .number("3.0"), causes: []),
        Case(
            schema: ["type": "integer"], value: .number("3.5"),
            causes: [
                #"TypeInvalid spec.it: Invalid value: "number": spec.it in body must be of type integer: "number""#
            ]),
        Case(schema: ["type": "number"], value: 3, causes: []),
        Case(schema: ["x-kubernetes-int-or-string": true], value: "25%", causes: []),
        Case(
            schema: ["x-kubernetes-int-or-string": true], value: true,
            causes: [
                #"TypeInvalid spec.it: Invalid value: "boolean": spec.it in body must be of type integer,string: "boolean""#
            ]),
        Case(
            schema: ["type": "integer", "minimum": 1], value: 0,
            causes: ["Invalid spec.it: Invalid value: 0: spec.it in body should be greater than or equal to 1"]),
        Case(
            schema: ["type": "number", "maximum": 5, "exclusiveMaximum": true], value: 5,
            causes: ["Invalid spec.it: Invalid value: 5: spec.it in body should be less than 5"]),
        Case(
            schema: ["type": "integer", "multipleOf": 4], value: 6,
            causes: ["Invalid spec.it: Invalid value: 6: spec.it in body should be a multiple of 4"]),
        Case(
            schema: ["type": "string", "pattern": #"^\d+[a-z]$"#], value: "12Z",
            causes: [#"Invalid spec.it: Invalid value: "12Z": spec.it in body should match '^\d+[a-z]$'"#]),
        Case(schema: ["type": "string", "pattern": #"^\d+[a-z]$"#], value: "12z", causes: []),
        Case(
            schema: ["type": "string", "minLength": 2], value: "a",
            causes: [#"Invalid spec.it: Invalid value: "a": spec.it in body should be at least 2 chars long"#]),
        Case(
            schema: ["type": "string", "maxLength": 2], value: "abc",
            causes: ["TooLong spec.it: Too long: may not be more than 2 bytes"]),
        Case(
            schema: ["type": "string", "enum": ["a", "b"]], value: "c",
            causes: [#"NotSupported spec.it: Unsupported value: "c": supported values: "a", "b""#]),
        Case(
            schema: ["type": "string", "format": "date-time"], value: "yesterday",
            causes: [
                #"TypeInvalid spec.it: Invalid value: "yesterday": spec.it in body must be of type date-time: "yesterday""#
            ]),
        Case(
            schema: ["type": "array", "items": ["type": "string"], "maxItems": 1], value: ["a", 2],
            causes: [
                #"TypeInvalid spec.it[1]: Invalid value: "integer": spec.it[1] in body must be of type string: "integer""#,
                "TooMany spec.it: Too many: 2: must have at most 1 items",
            ]),
        Case(
            schema: ["type": "array", "x-kubernetes-list-type": "set", "items": ["type": "string"]], value: ["a", "a"],
            causes: [#"Duplicate spec.it[1]: Duplicate value: "a""#]),
        Case(
            schema: ["type": "object", "additionalProperties": ["type": "integer"]], value: ["a": 1, "b": "x"],
            causes: [
                #"TypeInvalid spec.it.b: Invalid value: "string": spec.it.b in body must be of type integer: "string""#
            ]),
        Case(
            schema: ["type": "object", "required": ["a"], "properties": ["a": ["type": "string"]]], value: [:],
            causes: ["Required spec.it.a: Required value"]),
        Case(
            schema: ["type": "string", "oneOf": [["pattern": "^a"], ["pattern": "z$"]]], value: "az",
            causes: [
                #"Invalid <nil>: Invalid value: "": "spec.it" must validate one and only one schema (oneOf). Found 2 valid alternatives"#
            ]),
        Case(
            schema: ["type": "string", "not": ["enum": ["root"]]], value: "root",
            causes: [#"Invalid <nil>: Invalid value: "": "spec.it" must not validate the schema (not)"#]),
        Case(schema: ["type": "string", "nullable": true], value: .null, causes: []),
    ]

    @Test func `values are judged by their schema, in the words of the API server`() throws {
        for example in Self.cases {
            var cluster = try Cluster(["type": "object", "properties": ["it": example.schema]])
            let answer = try cluster.make(["it": example.value])
            #expect(answer.status == (example.causes.isEmpty ? 201 : 422), "\(example): \(answer)")
            #expect(Self.causes(answer.object) == example.causes, "\(example)")
        }
    }

    @Test func `what the schema does not know is left out, refused or told, as the client wants it`() throws {
        let spec: JSONValue = [
            "type": "object",
            "properties": [
                "size": ["type": "integer", "default": 5],
                "free": ["type": "object", "x-kubernetes-preserve-unknown-fields": true],
                "inner": ["type": "object", "properties": ["a": ["type": "string", "default": "x"]]],
            ],
        ]
        var cluster = try Cluster(spec)
        let wanted: JSONValue = ["siz": 1, "free": ["any": [1]], "inner": ["b": 1], "size": .null]
        let strict = try cluster.make(wanted, "?fieldValidation=Strict")
        #expect(strict.status == 400)
        #expect(
            strict.object["message"]
                == #"Box in version "v1" cannot be handled as a Box: strict decoding error: unknown field "spec.inner.b", unknown field "spec.siz""#
        )
        let warned = try cluster.make(wanted, "?fieldValidation=Warn&dryRun=All")
        #expect(warned.status == 201 && warned.warnings.contains(#"unknown field "spec.siz""#))
        let made = try cluster.make(wanted, "?fieldValidation=Ignore")
        #expect(made.status == 201 && made.warnings.isEmpty)
        #expect(
            made.object["spec"]?.sortingKeys()
                == (["free": ["any": [1]], "inner": ["a": "x"], "size": 5] as JSONValue).sortingKeys())
        let named = try cluster.ask("POST", Self.boxes, ["metadata": ["name": "two", "labels": 3]])
        #expect(named.status == 400)
    }

    @Test func `patches are judged as well, and only the three forms are taken`() throws {
        var cluster = try Cluster([
            "type": "object", "required": ["size"], "properties": ["size": ["type": "integer", "maximum": 9]],
        ])
        #expect(try cluster.make(["size": 1]).status == 201)
        let one = Self.boxes + "/one"
        let merge = "application/merge-patch+json"
        #expect(try cluster.ask("PATCH", one, ["spec": ["size": 10]], type: merge).status == 422)
        #expect(try cluster.ask("PATCH", one, ["spec": ["size": .null]], type: merge).status == 422)
        #expect(
            try cluster.ask("PATCH", one + "?fieldValidation=Strict", ["spec": ["x": 1]], type: merge).status == 422)
        let strategic = try cluster.ask(
            "PATCH", one, ["spec": ["size": 2]], type: "application/strategic-merge-patch+json")
        #expect(strategic.status == 415)
        func applied(_ spec: JSONValue) -> JSONValue {
            ["apiVersion": "mail.example.com/v1", "kind": "Box", "metadata": ["name": "one"], "spec": spec]
        }
        let apply = "application/apply-patch+yaml"
        let unknown = try cluster.ask(
            "PATCH", one + "?fieldManager=x&force=true", applied(["size": 2, "more": 1]), type: apply)
        #expect(unknown.status == 500)
        #expect(unknown.object["message"]?.string?.hasSuffix(".spec.more: field not declared in schema") == true)
        let right = try cluster.ask("PATCH", one + "?fieldManager=x&force=true", applied(["size": 2]), type: apply)
        #expect(right.status == 200 && right.object.at(["spec", "size"]) == 2)
    }

    @Test func `what did not change may stay as it is when the schema gets narrower`() throws {
        var cluster = try Cluster([
            "type": "object", "properties": ["size": ["type": "integer"], "name": ["type": "string"]],
        ])
        #expect(try cluster.make(["size": 50, "name": "a"]).status == 201)
        let narrower = Self.definition([
            "type": "object", "properties": ["size": ["type": "integer", "maximum": 9], "name": ["type": "string"]],
        ])
        let changed = try cluster.test.ask(
            "PATCH", Self.definitions + "/boxes.mail.example.com", narrower, type: "application/merge-patch+json")
        #expect(changed.status == 200)
        let one = Self.boxes + "/one"
        let merge = "application/merge-patch+json"
        #expect(try cluster.ask("PATCH", one, ["spec": ["name": "b"]], type: merge).status == 200)
        #expect(try cluster.ask("PATCH", one, ["spec": ["size": 51]], type: merge).status == 422)
        #expect(try cluster.ask("PATCH", one, ["spec": ["size": 8]], type: merge).status == 200)
    }

    @Test func `a kind with the name of a built-in one has its own schema, and a schema says its types`() throws {
        var cluster = try Cluster(["type": "object", "properties": ["size": ["type": "integer"]]], kind: "Deployment")
        #expect(try cluster.make(["size": 3]).object.at(["spec", "size"]) == 3)
        var test = TestCluster()
        let untyped = try test.ask(
            "POST", Self.definitions,
            Self.definition(["type": "object", "properties": ["a": [:], "b": ["type": "array"]]]))
        #expect(untyped.status == 422)
        let path = "spec.versions[0].schema.openAPIV3Schema.properties[spec].properties"
        #expect(
            Self.causes(untyped.object) == [
                "Required \(path)[a].type: Required value: must not be empty for specified object fields",
                "Required \(path)[b].items: Required value: must be specified",
            ])
    }
}

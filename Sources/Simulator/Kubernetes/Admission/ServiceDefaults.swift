import Digest
import Wire

/// What the API server fills in for services and secrets.
enum ServiceDefaults {
    /// A service's type, address and ports.
    static func fill(_ object: inout JSONValue) {
        func fill(_ path: [String], _ value: JSONValue) {
            if object.at(path) == nil { object.set(path, value) }
        }
        fill(["spec", "type"], "ClusterIP")
        fill(["spec", "sessionAffinity"], "None")
        if let ports = object.at(["spec", "ports"])?.array {
            let filled = ports.map { port in
                var port = port
                if port["protocol"] == nil { port.set(["protocol"], "TCP") }
                if port["targetPort"] == nil { port.set(["targetPort"], port["port"]) }
                return port
            }
            object.set(["spec", "ports"], .array(filled))
        }
        fill(["status", "loadBalancer"], .object(JSONObject()))
        guard object.at(["spec", "type"])?.string != "ExternalName" else { return }
        fill(["spec", "clusterIP"], .string(address(of: object)))
        fill(["spec", "clusterIPs"], [object.at(["spec", "clusterIP"]) ?? ""])
        fill(["spec", "ipFamilies"], ["IPv4"])
        fill(["spec", "ipFamilyPolicy"], "SingleStack")
        fill(["spec", "internalTrafficPolicy"], "Cluster")
    }

    /// An address of the range that EKS gives services, the same for the same object.
    private static func address(of object: JSONValue) -> String {
        let bytes = SHA256.hash(Array((object.at(["metadata", "uid"])?.string ?? object.name).utf8))
        return "10.100.\(bytes[0]).\(bytes[1] | 1)"
    }

    /// A secret's texts as the base64 that it keeps.
    static func encodeTexts(_ object: inout JSONValue) {
        guard let texts = object["stringData"]?.object else { return }
        for member in texts.members {
            object.set(["data", member.key], .string(Base64.encode(Array((member.value.string ?? "").utf8))))
        }
        object.set(["stringData"], nil)
    }
}
